//! Which rooms a piece of code reaches, in whatever form it names them.
//!
//! Works on tokens, so that macros, attributes and test modules count like any other code. A path that
//! begins with neither `crate`, `loa`, `self` nor `super` came in by a `use` that was seen before.

use crate::tokens::{Kind, Token, tokens};

/// The rooms, in the order of the day; a room uses those before it.
pub(crate) const ROOMS: [&str; 19] = [
    "words",
    "diagnostic",
    "clock",
    "store",
    "calendar",
    "schedule",
    "clip",
    "script",
    "rundown",
    "plan",
    "check",
    "voice",
    "asrun",
    "air",
    "report",
    "mail",
    "daemon",
    "console",
    "cli",
];

/// What the code of `module` (`["air", "tests"]`) does that its room must not, each with its line.
pub(crate) fn faults(module: &[&str], source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let mut walk = Walk {
        tokens: &tokens,
        at: 0,
        module: module.iter().map(|&name| name.to_owned()).collect(),
        braces: 0,
        opened: Vec::new(),
        faults: Vec::new(),
    };
    walk.run();
    walk.faults
}

struct Walk<'t> {
    tokens: &'t [Token],
    at: usize,
    /// The module that the walk is in, inline ones included.
    module: Vec<String>,
    braces: usize,
    /// How deep each inline module was opened.
    opened: Vec<usize>,
    faults: Vec<String>,
}

impl Walk<'_> {
    fn run(&mut self) {
        while self.at < self.tokens.len() {
            let joined = self.at > 0 && self.tokens[self.at - 1].kind == Kind::Join;
            match (self.word(0), self.mark(0)) {
                (Some("mod"), _) if self.mark(2) == Some('{') => self.open_module(),
                (Some("use"), _) if self.mark(1) != Some('<') => {
                    self.at += 1;
                    self.tree(&[]);
                    continue;
                }
                (Some("crate" | "loa" | "self" | "super"), _) if !joined && self.joins(1) => {
                    self.inline_path();
                    continue;
                }
                (Some("include"), _) if self.mark(1) == Some('!') => self.fault("includes code"),
                (Some("extern"), _) if self.word(1) == Some("crate") => self.fault("names a crate"),
                (_, Some('[')) if self.word(1) == Some("path") && self.mark(2) == Some('=') => {
                    self.fault("moves a module");
                }
                (_, Some('{')) => self.braces += 1,
                (_, Some('}')) => self.close(),
                _ => {}
            }
            self.at += 1;
        }
    }

    fn open_module(&mut self) {
        self.module.extend(self.word(1).map(str::to_owned));
        self.opened.push(self.braces);
        self.braces += 1;
        self.at += 2;
    }

    fn close(&mut self) {
        self.braces = self.braces.saturating_sub(1);
        if self.opened.last() == Some(&self.braces) {
            self.opened.pop();
            self.module.pop();
        }
    }

    /// `crate::air::Aired` where it stands in an expression, a type or a macro.
    fn inline_path(&mut self) {
        let (start, mut path) = (self.at, Vec::new());
        while let Some(word) = self.word(0) {
            path.push(word.to_owned());
            self.at += 1;
            if !self.joins(0) {
                break;
            }
            self.at += 1;
        }
        self.judge(start, &path);
    }

    /// A `use` tree, or one branch of it below `prefix`.
    fn tree(&mut self, prefix: &[String]) {
        let (start, mut path) = (self.at, prefix.to_vec());
        loop {
            match (self.word(0), self.mark(0)) {
                (Some("as"), _) => self.at += 1,
                (Some(word), _) => path.push(word.to_owned()),
                (_, Some('*')) => path.push("*".to_owned()),
                (_, Some('{')) => return self.branches(&path),
                (_, Some('$')) => {}
                _ if self.joins(0) => {}
                _ => break,
            }
            self.at += 1;
        }
        self.judge(start, &path);
    }

    fn branches(&mut self, prefix: &[String]) {
        loop {
            self.at += 1;
            if self.mark(0) != Some('}') {
                self.tree(prefix);
            }
            if self.mark(0) != Some(',') {
                self.at += 1;
                return;
            }
        }
    }

    /// Holds a path against the order of the rooms.
    fn judge(&mut self, start: usize, path: &[String]) {
        let Some(full) = self.full_path(path) else { return };
        let own = self.module.first().and_then(|name| ROOMS.iter().position(|room| room == name));
        let reached = full.first().map_or("*", String::as_str);
        let reached_at = ROOMS.iter().position(|room| *room == reached);
        let line = self.tokens[start].line;
        match reached_at {
            Some(_) if reached_at <= own => {}
            Some(_) => self.faults.push(format!("{line}: uses {reached}")),
            None if reached == "*" => self.faults.push(format!("{line}: uses the whole crate")),
            None => self.faults.push(format!("{line}: uses {reached}, which is no room")),
        }
    }

    /// The path counted from the crate's root; `None` if it begins with a name of its own.
    fn full_path(&self, path: &[String]) -> Option<Vec<String>> {
        let (head, mut rest) = path.split_first()?;
        let mut full = match head.as_str() {
            "crate" | "loa" => Vec::new(),
            "self" | "super" => self.module.clone(),
            _ => return None,
        };
        if head == "super" {
            full.pop();
        }
        while let [step, after @ ..] = rest
            && step == "super"
        {
            full.pop();
            rest = after;
        }
        full.extend(rest.iter().filter(|name| *name != "self").cloned());
        Some(full)
    }

    fn fault(&mut self, what: &str) {
        self.faults.push(format!("{}: {what}", self.tokens[self.at].line));
    }

    fn word(&self, ahead: usize) -> Option<&str> {
        match self.tokens.get(self.at + ahead).map(|token| &token.kind) {
            Some(Kind::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn mark(&self, ahead: usize) -> Option<char> {
        match self.tokens.get(self.at + ahead).map(|token| &token.kind) {
            Some(Kind::Mark(mark)) => Some(*mark),
            _ => None,
        }
    }

    fn joins(&self, ahead: usize) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|token| token.kind == Kind::Join)
    }
}
