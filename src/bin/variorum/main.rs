//! The program: arguments in, reports out; the only place that prints or exits.
fn main() {}
