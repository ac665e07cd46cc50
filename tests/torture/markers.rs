//! Marker tones: each airing has one of its own, and a recording tells which of them sounded when.
//!
//! A tenth of a second of sound is looked at every fiftieth. In a window of that length the tones are
//! orthogonal; an edge lies where half of the tone's strength is reached. What is shorter than some 50 ms
//! is not seen.

use chrono::{DateTime, Utc};
use rustfft::{FftPlanner, num_complex::Complex};

use crate::sound::{RATE, Recording};

/// Markers that can be told apart; the last one is below 10 kHz.
pub(crate) const MOST: usize = 240;
/// A window of a tenth of a second: its lines lie 10 Hz apart, markers four lines.
const WINDOW: usize = RATE / 10;
const HOP: usize = RATE / 50;
const LINES: usize = 4;
const FIRST_LINE: usize = 40;
/// A hole of so many hops is one that a busy computer's sound server makes.
const HOLE: usize = 5;

/// The frequency of a marker, in hertz.
pub(crate) fn hertz(marker: usize) -> u32 {
    u32::try_from(line(marker) * RATE / WINDOW).unwrap()
}

/// A stretch of one marker without a hole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) from: DateTime<Utc>,
    pub(crate) to: DateTime<Utc>,
    pub(crate) seconds: f64,
}

/// For each marker what of it sounded, in order.
pub(crate) fn find(recording: &Recording, markers: usize) -> Vec<Vec<Piece>> {
    assert!(markers <= MOST);
    let strengths = strengths(&recording.samples, markers);
    let loudest = strengths.iter().flatten().map(|(_, strength)| *strength).fold(0.0, f32::max);
    strengths.iter().map(|of_one| pieces(recording, of_one, loudest)).collect()
}

fn line(marker: usize) -> usize {
    FIRST_LINE + LINES * marker
}

/// For each marker the hops at which it is more than an edge's splash, and how strong it is there.
fn strengths(samples: &[i16], markers: usize) -> Vec<Vec<(usize, f32)>> {
    const SPLASH: f32 = 200.0;
    let transform = FftPlanner::new().plan_fft_forward(WINDOW);
    let shape: Vec<f32> = (0..WINDOW)
        .map(|n| 1.0 - (std::f32::consts::TAU * n as f32 / WINDOW as f32).cos())
        .collect();
    let mut found = vec![Vec::new(); markers];
    let mut lines = vec![Complex::default(); WINDOW];
    let mut scratch = vec![Complex::default(); transform.get_inplace_scratch_len()];
    for (hop, window) in samples.windows(WINDOW).step_by(HOP).enumerate() {
        if window.iter().all(|sample| *sample == 0) {
            continue;
        }
        for ((line, sample), factor) in lines.iter_mut().zip(window).zip(&shape) {
            *line = Complex::new(f32::from(*sample) * factor, 0.0);
        }
        transform.process_with_scratch(&mut lines, &mut scratch);
        for (marker, found) in found.iter_mut().enumerate() {
            let strength = lines[line(marker)].norm() * 2.0 / WINDOW as f32;
            if strength > SPLASH {
                found.push((hop, strength));
            }
        }
    }
    found
}

/// Every clip is brought to one loudness: what is far below the loudest is another marker's edge.
fn pieces(recording: &Recording, strengths: &[(usize, f32)], loudest: f32) -> Vec<Piece> {
    let own = strengths.iter().map(|(_, strength)| *strength).fold(loudest / 2.0, f32::max);
    let edge = own / 2.0;
    let loud: Vec<_> = strengths.iter().filter(|(_, strength)| *strength >= edge).collect();
    loud.chunk_by(|one, next| next.0 - one.0 <= HOLE)
        .map(|stretch| {
            let (first, last) = (stretch[0].0, stretch[stretch.len() - 1].0);
            let before = strength_at(strengths, first.wrapping_sub(1));
            let after = strength_at(strengths, last + 1);
            let share = |in_it: f32, out: f32| ((in_it - edge) / (in_it - out)).clamp(0.0, 1.0);
            let lead = share(stretch[0].1, before) * HOP as f32;
            let trail = share(stretch[stretch.len() - 1].1, after) * HOP as f32;
            let begin = (first * HOP + WINDOW / 2).saturating_sub(lead as usize);
            let end = last * HOP + WINDOW / 2 + trail as usize;
            Piece {
                from: recording.time_of(begin),
                to: recording.time_of(end),
                seconds: (end - begin) as f64 / RATE as f64,
            }
        })
        .collect()
}

fn strength_at(strengths: &[(usize, f32)], hop: usize) -> f32 {
    let place = strengths.binary_search_by_key(&hop, |(hop, _)| *hop);
    place.map_or(0.0, |place| strengths[place].1)
}
