package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.klantbrug.crisis.CrisisScenario;
import org.klantbrug.crisis.CrisisScenarios;
import org.klantbrug.crisis.MergerCases;
import org.klantbrug.crisis.ScenarioParts;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.knowledge.QaItem;
import org.klantbrug.knowledge.QaList;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.KeptVersion;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** One scenario: what happens, who does what, what customers hear, and what they will ask. */
@Named
@RequestScoped
public class ScenarioPage {
  private static final int ITEMS = 200;

  @Inject private CurrentStaff current;
  @Inject private CrisisScenarios scenarios;
  @Inject private MergerCases mergerCases;
  @Inject private QaList questions;
  @Inject private ScenarioTyping typing;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private CrisisScenario scenario;
  private ScenarioParts parts;

  private interface Doing {
    void with(int version, Staff by);
  }

  private final Map<String, Doing> buttons =
      Map.ofEntries(
          Map.entry("change", (version, by) -> scenarios.change(id, version, typing.wish(), by)),
          Map.entry(
              "keepStep",
              (version, by) -> scenarios.keep(id, version, typing.step(post.key("keepStep")), by)),
          Map.entry(
              "keepDraft",
              (version, by) ->
                  scenarios.keep(id, version, typing.draft(post.key("keepDraft")), by)),
          Map.entry(
              "keepQuestion",
              (version, by) ->
                  scenarios.keep(id, version, typing.question(post.key("keepQuestion")), by)),
          Map.entry("dropStep", (version, by) -> drop(version, CrisisScenarios.Part.STEP, by)),
          Map.entry("dropDraft", (version, by) -> drop(version, CrisisScenarios.Part.DRAFT, by)),
          Map.entry(
              "dropQuestion", (version, by) -> drop(version, CrisisScenarios.Part.QUESTION, by)),
          Map.entry(
              "reviewed", (version, by) -> scenarios.reviewed(id, version, typing.day("next"), by)),
          Map.entry("link", (version, by) -> mergerCases.link(id, post.chosen("merger"), by)),
          Map.entry("end", (version, by) -> scenarios.end(id, version, by)));

  /** Opens it, or does what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    if (post.isSent() && done()) {
      Faces.redirect(post.has("end") ? "/scenarios" : "/scenario?id=" + id);
      return;
    }
    scenario = scenarios.read(id);
  }

  private boolean done() {
    var pressed =
        buttons.keySet().stream().filter(post::has).findFirst().orElseThrow(NotThere::new);
    var by = current.need(Action.SCENARIO_WRITE);
    return notices.tryTo(
        () -> buttons.get(pressed).with((int) post.key("version"), by), "scenario.done." + pressed);
  }

  private void drop(int version, CrisisScenarios.Part part, Staff by) {
    var button =
        switch (part) {
          case STEP -> "dropStep";
          case DRAFT -> "dropDraft";
          case QUESTION -> "dropQuestion";
        };
    scenarios.drop(id, version, part, post.key(button), by);
  }

  /** The scenario. */
  public CrisisScenario getScenario() {
    return scenario;
  }

  /** What it is made of. */
  public ScenarioParts getParts() {
    if (parts == null) {
      parts = scenarios.parts(id);
    }
    return parts;
  }

  /** Whether this person may change it now. */
  public boolean isWriter() {
    return !scenario.ended() && current.get().may(Action.SCENARIO_WRITE);
  }

  /** This day. */
  public LocalDate getToday() {
    return clock.today();
  }

  /** The day that is proposed for looking at it again. */
  public LocalDate getNext() {
    return scenarios.nextReview();
  }

  /** The place of a step that is added now. */
  public int getNextPlace() {
    return getParts().steps().stream().mapToInt(ScenarioParts.Step::place).max().orElse(0) + 1;
  }

  /** Which customers a message can be for. */
  public List<String> getRelations() {
    return ScenarioParts.RELATIONS;
  }

  /** By which they can be told. */
  public List<String> getMeans() {
    return ScenarioParts.MEANS;
  }

  /** Answers that a question can lead to. */
  public List<QaItem> getItems() {
    return current.get().may(Action.KNOWLEDGE_READ)
        ? questions.items("all", null, 0, ITEMS, current.get())
        : List.of();
  }

  /** What mergers wrote for the same case. */
  public List<MergerCases.Case> getCases() {
    return mergerCases.of(id);
  }

  /** What mergers wrote that is not linked here yet. */
  public List<MergerCases.Case> getOtherCases() {
    return mergerCases.notOf(id);
  }

  /** What it said before, the newest version first. */
  public List<KeptVersion.Entry> getVersions() {
    return scenarios.versions(id);
  }
}
