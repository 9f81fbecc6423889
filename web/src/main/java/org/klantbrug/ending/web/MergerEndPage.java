package org.klantbrug.ending.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.ending.Archive;
import org.klantbrug.ending.ArchiveChecks;
import org.klantbrug.ending.ArchivedFile;
import org.klantbrug.ending.Archives;
import org.klantbrug.ending.Criterion;
import org.klantbrug.ending.EndGate;
import org.klantbrug.ending.EndRows;
import org.klantbrug.ending.EndSignature;
import org.klantbrug.ending.Finding;
import org.klantbrug.ending.Look;
import org.klantbrug.ending.Purge;
import org.klantbrug.ending.PurgePreview;
import org.klantbrug.ending.Purges;
import org.klantbrug.ending.Said;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Whether the old system of a merger may go: what is missing, whose it is, and who signed. */
@Named
@RequestScoped
public class MergerEndPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private EndGate gate;
  @Inject private Archives archives;
  @Inject private ArchiveChecks checks;
  @Inject private Purges purges;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Mergers.View merger;
  private Look look;
  private List<Said> said;
  private List<EndSignature> signatures;
  private Archive archive;
  private List<Archive> making;
  private PurgePreview preview;

  /**
   * One criterion as it stands.
   *
   * @param words what somebody said of it; null if nobody did, or nobody has to
   * @param yours whether the reader is the one who says it
   */
  public record Part(
      Criterion criterion, boolean met, List<Finding> findings, Said words, boolean yours) {}

  /** Reads it, and does what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && done()) {
      Faces.redirect("/merger-end?id=%s", id);
      return;
    }
    look = gate.newest(id).orElse(null);
    said = gate.said(id);
    signatures = gate.signatures(id);
    making = archives.of(id);
    archive = making.stream().filter(Archive::isMade).findFirst().orElse(null);
  }

  private boolean done() {
    if (post.has("look")) {
      var staff = current.need(Action.ENDING_PREPARE);
      return notices.tryTo(() -> gate.look(id, staff), "ending.looked");
    }
    if (post.has("archive")) {
      var staff = current.need(Action.ENDING_PREPARE);
      return notices.tryTo(() -> archives.ask(id, staff), "ending.archive-asked");
    }
    if (post.has("check")) {
      var staff = current.need(Action.ENDING_PREPARE);
      return notices
          .attempt(() -> checks.check(archives.newest(id).map(Archive::id).orElse(0L), staff))
          .map(wrong -> told(wrong.size()))
          .orElse(false);
    }
    if (post.has("say")) {
      return says();
    }
    if (post.has("purge")) {
      var staff = current.need(Action.ENDING_PREPARE);
      return notices.tryTo(
          () -> purges.ask(id, post.text("reason"), staff), "ending.purge-is-asked");
    }
    if (post.has("decide")) {
      var staff = current.need(Action.ENDING_SIGN);
      var goes = "yes".equals(post.text("decide"));
      return notices.tryTo(
          () -> purges.decide(id, goes, staff), goes ? "ending.purge-goes" : "ending.purge-stays");
    }
    return post.has("sign")
        && notices.tryTo(
            () -> gate.sign(id, post.text("words"), current.need(Action.ENDING_SIGN)),
            "ending.signed");
  }

  private boolean told(int wrong) {
    if (wrong == 0) {
      notices.done("ending.checked-whole");
    } else {
      notices.stopped("ending.checked-wrong", wrong);
    }
    return true;
  }

  private boolean says() {
    var staff = current.need(Action.ENDING_READ);
    var criterion =
        Arrays.stream(Criterion.values())
            .filter(each -> each.name().equals(post.text("say")))
            .findFirst()
            .orElseThrow(NotThere::new);
    return notices.tryTo(
        () -> gate.say(id, criterion, post.text("words"), number(), staff), "ending.said");
  }

  private Integer number() {
    var typed = post.text("number");
    return typed.matches("\\d{1,6}") ? Integer.valueOf(typed) : null;
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** What was found last; null before anybody looked. */
  public Look getLook() {
    return look;
  }

  /** Each criterion as it stands. */
  public List<Part> getParts() {
    return Arrays.stream(Criterion.values()).map(this::part).toList();
  }

  private Part part(Criterion criterion) {
    var words =
        said.stream().filter(each -> each.criterion() == criterion).findFirst().orElse(null);
    return new Part(
        criterion,
        look.isMet(criterion),
        look.of(criterion),
        words,
        criterion.isSaid() && !isEnded() && current.get().is(criterion.role()));
  }

  /** How many criteria are met. */
  public long getMet() {
    return getParts().stream().filter(Part::met).count();
  }

  /** Who signed. */
  public List<EndSignature> getSignatures() {
    return signatures;
  }

  /** Whether two signed. */
  public boolean isEnded() {
    return signatures.size() == EndSignature.Side.values().length;
  }

  /** Whether the reader can sign now. */
  public boolean isSignable() {
    var staff = current.get();
    var side = staff.is("migrationLead") ? EndSignature.Side.LEAD : EndSignature.Side.GUARD;
    return look != null
        && look.missing() == 0
        && staff.may(Action.ENDING_SIGN)
        && signatures.stream().noneMatch(one -> one.side() == side || one.byId() == staff.id());
  }

  /** Whether the reader prepares the end. */
  public boolean isPreparing() {
    return !isEnded() && current.get().may(Action.ENDING_PREPARE);
  }

  /** The newest archive that is made; null if there is none. */
  public Archive getArchive() {
    return archive;
  }

  /** Whether one is being made. */
  public boolean isMaking() {
    return !making.isEmpty() && !making.get(0).isMade();
  }

  /** The files of the archive. */
  public List<ArchivedFile> getFiles() {
    return archives.files(archive.id());
  }

  /** What was done on the way, the newest first. */
  public List<EndRows.Step> getTrail() {
    return gate.trail(id);
  }

  /** That raw data go, as far as it is; null if nobody asked. */
  public Purge getPurge() {
    return purges.current(id).orElse(null);
  }

  /** What would go, and what would stay. */
  public PurgePreview getPreview() {
    if (preview == null) {
      preview = purges.preview(id);
    }
    return preview;
  }

  /** Whether the reader can decide as the second person. */
  public boolean isDeciding() {
    var staff = current.get();
    return staff.may(Action.ENDING_SIGN)
        && Purges.guards(staff)
        && getPurge().askedById() != staff.id();
  }

  /** Whether the reader can ask for it. */
  public boolean isAsking() {
    return current.get().may(Action.ENDING_PREPARE);
  }
}
