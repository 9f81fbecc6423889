package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.klantbrug.crisis.BothLanguages;
import org.klantbrug.crisis.CrisisScenarios;
import org.klantbrug.crisis.ScenarioParts;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.People;
import org.klantbrug.shared.web.Language;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;

/** What people type of scenarios and steps, and what they choose from. On pages: {@code typing}. */
@Named("typing")
@RequestScoped
public class ScenarioTyping {
  private static final int MOST = 1_000_000;
  private static final int HOUR = 60;
  private static final int DAY = 24 * HOUR;

  @Inject private Post post;
  @Inject private People people;
  @Inject private CrisisScenarios scenarios;
  @Inject private Language language;
  @Inject private Texts texts;

  /** The head of a scenario. */
  CrisisScenarios.Wish wish() {
    return new CrisisScenarios.Wish(
        figure("severity"), both("title"), both("what"), post.chosen("owner"), day("review"));
  }

  /** A step. */
  ScenarioParts.Step step(long id) {
    return new ScenarioParts.Step(
        id,
        figure("place"),
        both("step"),
        getRoles().contains(post.text("role")) ? post.text("role") : null,
        post.chosen("owner"),
        null,
        figure("minutes"),
        post.has("evidence"));
  }

  /** A draft of a message. */
  ScenarioParts.Draft draft(long id) {
    return new ScenarioParts.Draft(id, post.text("relation"), post.text("means"), both("text"));
  }

  /** A question to prepare. */
  ScenarioParts.Question question(long id) {
    return new ScenarioParts.Question(id, both("question"), post.chosen("item"));
  }

  /** A field that is there in both languages. */
  BothLanguages both(String field) {
    return new BothLanguages(post.text(field + "Nl"), post.text(field + "En"));
  }

  /** A day; null for what is none, which the rule then asks for. */
  LocalDate day(String field) {
    try {
      return LocalDate.parse(post.text(field));
    } catch (DateTimeException none) {
      return null;
    }
  }

  /** A number; 0 for what is none, which the rule then asks for. */
  int figure(String field) {
    var typed = post.chosen(field);
    return typed == null || typed > MOST ? 0 : typed.intValue();
  }

  /** Whose work a step can be. */
  public List<String> getRoles() {
    return scenarios.roles();
  }

  /** To whom a step can be given. */
  public List<People.Named> getColleagues() {
    return people.whoMay(Action.WORK_DO);
  }

  /** Who can look at a scenario on its day. */
  public List<People.Named> getWriters() {
    return people.whoMay(Action.SCENARIO_WRITE);
  }

  /** How long a step may take, in the largest unit that says it exactly. */
  public String within(int minutes) {
    if (minutes % DAY == 0) {
      return texts.say("scenario.within-days", minutes / DAY);
    }
    return minutes % HOUR == 0
        ? texts.say("scenario.within-hours", minutes / HOUR)
        : texts.say("scenario.within", minutes);
  }

  /** The language of the reader, in which words of the house are shown to him. */
  public String getLanguage() {
    return language.getCode();
  }
}
