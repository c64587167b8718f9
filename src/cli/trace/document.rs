//! A trace as one object, with its hops.

use std::io::{self, Write};

use serde_json::Value;

use super::mesh::Mesh;
use crate::render::resource::Format;
use crate::render::value;
use crate::trace::answer::Answer;
use crate::trace::hops::{Hop, HopAnswer, There};
use crate::trace::model::Model;
use crate::trace::steps;
use crate::trace::walk::Trace;

/// An object that is printed when it is whole.
pub struct Document<'o> {
    explain: bool,
    format: Format,
    out: &'o mut dyn Write,
    object: Value,
    hops: Vec<Value>,
}

impl<'o> Document<'o> {
    /// An object, with the steps of each way where `explain` asks for them.
    pub fn new(explain: bool, format: Format, out: &'o mut dyn Write) -> Self {
        Document { explain, format, out, object: Value::Null, hops: Vec::new() }
    }

    fn answer<'t>(&self, trace: &'t Trace<'_, '_>, model: &Model<'_>) -> Answer<'t> {
        Answer { steps: self.explain.then(|| steps::steps(trace, model, true)), ..Answer::of(trace) }
    }
}

impl super::Page for Document<'_> {
    fn first(&mut self, trace: &Trace<'_, '_>, model: &Model<'_>, _: &Mesh<'_>) -> io::Result<()> {
        self.object = serde_json::to_value(self.answer(trace, model))?;
        Ok(())
    }

    fn hop(&mut self, hop: &Hop<'_, '_, '_>, mesh: &Mesh<'_>) -> io::Result<()> {
        let mut answer = HopAnswer::of(hop, |proxy| mesh.name(proxy));
        if let There::Proxy(_, trace, model) = &hop.there {
            answer.answer = Some(self.answer(trace, model));
        }
        self.hops.push(serde_json::to_value(&answer)?);
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        if !self.hops.is_empty() {
            self.object["hops"] = Value::Array(self.hops);
        }
        value::write(self.out, &self.object, self.format)
    }
}
