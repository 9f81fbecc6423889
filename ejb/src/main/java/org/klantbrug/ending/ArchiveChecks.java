package org.klantbrug.ending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Looks whether an archive is whole: each file there, and to the last byte what it was. */
@ApplicationScoped
public class ArchiveChecks {
  private Database database;
  private Archives archives;
  private ArchiveStore store;
  private EndTasks tasks;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected ArchiveChecks() {}

  /** Works with these. */
  @Inject
  public ArchiveChecks(
      Database database,
      Archives archives,
      ArchiveStore store,
      EndTasks tasks,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.archives = archives;
    this.store = store;
    this.tasks = tasks;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Reads every file of an archive and notes what was found. What is broken becomes a task.
   *
   * @param by null for the machine
   * @return the files that are gone or changed; empty if it is whole
   * @throws RuleBroken {@code ending.archive-not-made}
   */
  public List<String> check(long archiveId, Staff by) {
    var archive = archives.read(archiveId);
    if (!archive.isMade()) {
      throw new RuleBroken("ending.archive-not-made");
    }
    var files = archives.files(archiveId);
    var wrong = new ArrayList<String>();
    for (var file : files) {
      if (!file.sha256().equals(hash(archive, file.name()))) {
        wrong.add(file.name());
      }
    }
    if (!archive.sha256().equals(hash(archive, ArchiveStore.MANIFEST))) {
      wrong.add(ArchiveStore.MANIFEST);
    }
    note(archive, files.size(), wrong, by);
    return wrong;
  }

  private String hash(Archive archive, String name) {
    var file = store.file(archive, name);
    try {
      return Files.isRegularFile(file) ? store.hashOf(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("The archive cannot be read", e);
    }
  }

  private void note(Archive archive, int files, List<String> wrong, Staff by) {
    database.inTransaction(
        handle -> {
          ArchiveRows.checked(
              handle, archive.id(), files, wrong, by == null ? null : by.id(), clock.now());
          if (!wrong.isEmpty()) {
            tasks.archiveBroken(handle, archive.mergerId());
          } else if (by != null) {
            tasks.archiveWhole(archive.mergerId(), by);
          }
          if (by != null) {
            audit.record(
                handle,
                by.id(),
                by.login(),
                "archiveChecked",
                "merger",
                archive.mergerId(),
                String.valueOf(wrong.size()));
          }
          return null;
        });
  }
}
