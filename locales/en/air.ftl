# Reasons that only the player can give
reason-empty = the script has nothing to play
reason-player-fault = the station's program failed while playing
