//! The command from outside: what goes in, what comes out, with which exit code. Nothing here asks a clock or a
//! network.

mod bad_input;
mod commands;
mod edition_format;
mod ends;
mod exports;
mod first_steps;
mod golden;
mod intake;
mod kept;
mod library;
mod pages;
mod piles;
mod run;
mod serve;
mod stories;
mod told_apart;
mod web;
