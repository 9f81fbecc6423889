package org.klantbrug.privacy.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.privacy.Incident;
import org.klantbrug.privacy.Incidents;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** What may be data leaks: all of them, and one with the step it waits for. */
@Named
@RequestScoped
public class IncidentsPage {
  private static final int SHOWN = 200;

  @Inject private CurrentStaff current;
  @Inject private Incidents incidents;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Incident opened;

  /** Opens one, or takes the step whose button was pressed. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    if (post.isSent()) {
      var pressed =
          Stream.of("assess", "decide", "agree", "sendBack", "inform")
              .filter(post::has)
              .findFirst()
              .orElseThrow(NotThere::new);
      if (notices.tryTo(() -> take(pressed), "leak.done." + pressed)) {
        Faces.redirect("/data-leak?id=%s", id);
        return;
      }
    }
    opened = incidents.open(id, current.get());
  }

  private void take(String pressed) {
    var by = current.need(Action.PRIVACY_INCIDENT);
    var version = (int) post.key("version");
    switch (pressed) {
      case "assess" -> incidents.assess(id, version, risk(), post.text("assessment"), by);
      case "decide" ->
          incidents.decide(
              id,
              version,
              new Incidents.Decision(notified(), post.text("reference"), post.text("reason")),
              by);
      case "agree" -> incidents.confirm(id, version, true, null, by);
      case "sendBack" -> incidents.confirm(id, version, false, post.text("notAgreed"), by);
      default -> incidents.inform(id, version, post.text("informed"), by);
    }
  }

  private Incident.Risk risk() {
    return post.text("risk").isEmpty()
        ? null
        : Choice.onPage(Incident.Risk.class, post.text("risk"));
  }

  private Boolean notified() {
    return switch (post.text("notified")) {
      case "yes" -> Boolean.TRUE;
      case "no" -> Boolean.FALSE;
      default -> null;
    };
  }

  /** The one that was opened. */
  public Incident getOne() {
    return opened;
  }

  /** Whether the reader may confirm it: he did not decide it himself. */
  public boolean isSecond() {
    return opened.deciderId() != null && opened.deciderId() != current.get().id();
  }

  /** All of them, what is to be done first. */
  public List<Incident> getAll() {
    return incidents.list(SHOWN, current.get());
  }

  /** Whether the time in which the authority must hear is over. */
  public boolean late(Incident incident) {
    return incident.late(clock.now());
  }

  /** How bad it can be. */
  public List<Incident.Risk> getRisks() {
    return Arrays.asList(Incident.Risk.values());
  }
}
