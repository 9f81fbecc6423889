package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Rejects;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Records of a run that could not be used: repaired in place, or let go with a reason. */
@Named
@RequestScoped
public class MergerRejectsPage {
  private static final int PER_FILE = 50;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Deliveries deliveries;
  @Inject private Rejects rejects;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long run;

  private Mergers.View merger;
  private List<Row> rows;

  /**
   * An open reject.
   *
   * @param file name of the delivered file
   */
  public record Row(String file, Rejects.Reject reject) {}

  /** Reads the open rejects and does with one, or all that are shown, what was asked. */
  public void act() {
    if (run == null) {
      throw new NotThere();
    }
    merger = mergers.readByRun(run);
    rows = open();
    if (post.has("repair")) {
      repair(post.key("repair"));
    } else if (post.has("letGo")) {
      letGo(List.of(post.key("letGo")));
    } else if (post.has("letAllGo")) {
      letGo(rows.stream().map(row -> row.reject().id()).toList());
    }
  }

  private List<Row> open() {
    var found = new ArrayList<Row>();
    for (var file : deliveries.ofRun(run)) {
      rejects
          .open(file.id(), null, 0, PER_FILE)
          .forEach(reject -> found.add(new Row(file.fileName(), reject)));
    }
    return found;
  }

  private void repair(long id) {
    var staff = current.need(Action.MERGER_PREPARE);
    if (notices.tryTo(
        () -> rejects.repairRaw(id, post.raw("raw"), staff.id(), clock.now()),
        "rejects.repaired")) {
      back();
    }
  }

  private void letGo(List<Long> ids) {
    var staff = current.need(Action.MERGER_PREPARE);
    if (notices.tryTo(
        () -> ids.forEach(id -> rejects.letGo(id, post.text("reason"), staff.id(), clock.now())),
        "rejects.let-go",
        ids.size())) {
      back();
    }
  }

  private void back() {
    Faces.redirect("/merger-rejects?run=%s", run);
  }

  /** The run. */
  public Long getRun() {
    return run;
  }

  /** Its merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** The open rejects, at most fifty of each file. */
  public List<Row> getRows() {
    return rows;
  }
}
