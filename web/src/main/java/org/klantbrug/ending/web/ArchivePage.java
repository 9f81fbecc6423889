package org.klantbrug.ending.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.ending.Archive;
import org.klantbrug.ending.ArchiveReading;
import org.klantbrug.ending.ArchiveRows;
import org.klantbrug.ending.ArchivedRecord;
import org.klantbrug.ending.Archives;
import org.klantbrug.ending.Lookup;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;

/** Records as the old company delivered them, by a key and for a purpose. */
@Named
@RequestScoped
public class ArchivePage {
  private static final int LOGGED = 50;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Archives archives;
  @Inject private ArchiveReading reading;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Mergers.View merger;
  private List<ArchivedRecord> found;

  /** Looks up what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.has("look")) {
      var staff = current.need(Action.ARCHIVE_READ);
      var wanted = new Lookup(post.text("key"), purpose(), post.text("reason"));
      found = notices.attempt(() -> reading.look(id, wanted, staff)).orElse(null);
    }
  }

  /** What was chosen; null if it is none of them, and the rule says that it is missing. */
  private Lookup.Purpose purpose() {
    return Arrays.stream(Lookup.Purpose.values())
        .filter(each -> each.name().equals(post.text("purpose")))
        .findFirst()
        .orElse(null);
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** The archive; null if none is made. */
  public Archive getArchive() {
    return archives.newest(id).orElse(null);
  }

  /** For what it may be read. */
  public Lookup.Purpose[] getPurposes() {
    return Lookup.Purpose.values();
  }

  /** What was found; null if nothing was looked for. */
  public List<ArchivedRecord> getFound() {
    return found;
  }

  /** Whether there may be more. */
  public boolean isCut() {
    return found != null && found.size() == ArchiveReading.MOST;
  }

  /** Who looked what up before. */
  public List<ArchiveRows.Access> getAccesses() {
    return archives.accesses(id, LOGGED);
  }
}
