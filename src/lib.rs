//! Variorum finds the passages of several documents that report the same statement, aligns them
//! word by word and names every divergence between them.
//!
//! The modules stand in the order of the flow, and a module imports only from modules declared
//! above it (`tests/order.rs` checks it). Four verbs are the interface: [`corpus::Corpus::read`],
//! [`analysis::analyze`], [`policy::judge`], and the renderers in [`report`].

pub mod error;
pub mod span;

pub mod learn;

pub mod language;

pub mod corpus;

pub mod token;

pub mod syntax;

pub mod quotation;

pub mod value;

pub mod telling;

pub mod rarity;

pub mod fingerprint;

pub mod index;

pub mod alignment;

pub mod divergence;

pub mod statement;

pub mod authority;

pub mod analysis;

pub mod policy;

pub mod report;

pub mod config;
