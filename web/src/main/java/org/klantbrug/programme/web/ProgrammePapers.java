package org.klantbrug.programme.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.programme.Agreements;
import org.klantbrug.programme.Signature;
import org.klantbrug.programme.Signatures;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;

/** What was signed and agreed on before the first wave, on the page of the programme. */
@Named("programmePapers")
@RequestScoped
public class ProgrammePapers {
  @Inject private CurrentStaff current;
  @Inject private Signatures signatures;
  @Inject private Agreements agreements;
  @Inject private Post post;
  @Inject private Notices notices;

  /** A phase with who answers for the data in it; null while nobody said so. */
  public record Row(Agreements.Phase phase, Agreements.Answers answers) {}

  /** Does what was asked, if it is about papers. */
  boolean done(Mergers.View merger, Staff staff) {
    if (post.has("signExit")) {
      current.need(Action.MERGER_SIGN);
      return notices.tryTo(() -> signatures.signExit(merger.id(), staff), "papers.exit-signed");
    }
    if (post.has("exit")) {
      current.need(Action.PROGRAMME_LEAD);
      return notices.tryTo(
          () -> signatures.setExit(merger.id(), post.text("criteria"), staff), "papers.kept");
    }
    if (post.has("phase")) {
      current.need(Action.PROGRAMME_LEAD);
      return phase(merger, staff);
    }
    if (post.has("agreement")) {
      current.need(Action.PROGRAMME_LEAD);
      return notices.tryTo(
          () ->
              agreements.set(
                  merger.id(), merger.runId(), post.text("agreed"), post.text("assessed"), staff),
          "papers.kept");
    }
    return false;
  }

  private boolean phase(Mergers.View merger, Staff staff) {
    return Arrays.stream(Agreements.Phase.values())
        .filter(phase -> phase.name().equals(post.text("phase")))
        .findFirst()
        .map(
            phase ->
                notices.tryTo(
                    () ->
                        agreements.setPhase(
                            merger.id(),
                            phase,
                            post.text("controller"),
                            post.text("processor"),
                            staff),
                    "papers.kept"))
        .orElse(false);
  }

  /** The newest signature of a kind; null if there is none. */
  public Signature signed(long merger, String kind) {
    return signatures.of(merger).stream()
        .filter(each -> each.kind().name().equals(kind))
        .findFirst()
        .orElse(null);
  }

  /** When the parallel run is good enough; empty while nobody said so. */
  public String exit(long merger) {
    return signatures.exit(merger);
  }

  /** All phases, with who answers for the data. */
  public List<Row> phases(long merger) {
    var said = agreements.phases(merger);
    return Arrays.stream(Agreements.Phase.values())
        .map(
            phase ->
                new Row(
                    phase,
                    said.stream().filter(each -> each.phase() == phase).findFirst().orElse(null)))
        .toList();
  }

  /** By what the newest run takes the data; null while nobody said so. */
  public Agreements.Agreement agreement(Long run) {
    return Optional.ofNullable(run).flatMap(agreements::of).orElse(null);
  }

  /** Whether this person signs for finance. */
  public boolean isSigning() {
    return current.get().may(Action.MERGER_SIGN);
  }
}
