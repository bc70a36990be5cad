//! `explain`, `rules`, `completions` and `man`: what the program says of itself.

use std::path::Path;

use clap::CommandFactory;

use crate::config::{Flags, Settings, nearest_rule};
use crate::gate;
use crate::page::Category;
use crate::report::rule_list::{self, Others};
use crate::rules;
use crate::runbook::{self, CHECKS};

use super::arguments::{Cli, CommonArguments, ExplainArguments, ListFormat, RulesArguments};
use super::failure::Failure;
use super::output::{self, Output};
use super::{Outcome, Verdict, configuration};

pub(super) fn explain(arguments: &ExplainArguments) -> Outcome {
    if let Some(check) = gate::find(&arguments.rule) {
        let output = Output::new(None, &arguments.common);
        let options = output.options();
        return clean(output.write(|out| rule_list::explain_check(check, &options, out)));
    }
    if let Some(check) = runbook::find(&arguments.rule) {
        let output = Output::new(None, &arguments.common);
        let options = output.options();
        return clean(output.write(|out| rule_list::explain_check(check, &options, out)));
    }
    let settings = settings(&arguments.common)?;
    if let Some(rule) = settings.custom().iter().find(|rule| rule.id == arguments.rule) {
        let output = Output::new(None, &arguments.common);
        let options = output.options();
        return clean(output.write(|out| rule_list::explain(rule, &settings, &options, out)));
    }
    let found = rules::find_all(&arguments.rule);
    if found.is_empty() {
        let failure = Failure::new(format!("there is no rule `{}`", arguments.rule));
        let list = "`migrate-lint rules` lists all rules";
        return Err(vec![match nearest_rule(&arguments.rule) {
            Some(rule) => failure.help(format!("did you mean `{}`? {list}", rule.id)),
            None => failure.help(list),
        }]);
    }
    let output = Output::new(None, &arguments.common);
    let options = output.options();
    let result = output.write(|out| {
        for (index, rule) in found.iter().enumerate() {
            if index > 0 {
                out.write_all(b"\n")?;
            }
            rule_list::explain(rule, &settings, &options, out)?;
        }
        Ok(())
    });
    clean(result)
}

pub(super) fn rules(arguments: &RulesArguments) -> Outcome {
    let settings = settings(&arguments.common)?;
    let output = Output::new(None, &arguments.common);
    let options = output.options();
    let others = [
        Others::new(Category::Runbook, "migrate-lint runbook FILE.md", CHECKS),
        Others::new(Category::Gate, "migrate-lint gate NAME", gate::CHECKS),
    ];
    clean(output.write(|out| match arguments.format {
        ListFormat::Human => rule_list::write(&settings.pages(), &others, &settings, &options, out),
        ListFormat::Json => rule_list::write_json(&settings.pages(), &settings, &options, out),
    }))
}

pub(super) fn completions(shell: clap_complete::Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "migrate-lint", &mut script);
    clean(output::print(&String::from_utf8_lossy(&script)))
}

pub(super) fn man() -> Outcome {
    let mut page = Vec::new();
    if let Err(error) = clap_mangen::Man::new(Cli::command()).render(&mut page) {
        return Err(vec![Failure::new(format!("the manual page cannot be written: {error}"))]);
    }
    clean(output::print(&String::from_utf8_lossy(&page)))
}

/// What is on, and how severe, in the folder that the user is in.
fn settings(common: &CommonArguments) -> Result<Settings, Vec<Failure>> {
    let found = configuration::for_path(Path::new("."), common)?;
    Ok(Settings::resolve(&found.configuration, &Flags::default(), &found.base))
}

fn clean(result: Result<(), Failure>) -> Outcome {
    match result {
        Ok(()) => Ok(Verdict::Clean),
        Err(failure) => Err(vec![failure]),
    }
}
