package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * The files of a run that was given up or taken back, delivered again to the run after it: nobody
 * has to send, map and confirm anew what is the same to the last byte. The control totals of their
 * records come along: they are the company's, not the run's. What was repaired or let go stays with
 * the earlier run.
 */
@ApplicationScoped
public class FilesAgain {
  private Database database;
  private Deliveries deliveries;
  private ControlTotals totals;

  /** For the container. */
  protected FilesAgain() {}

  /** Works with these. */
  @Inject
  public FilesAgain(Database database, Deliveries deliveries, ControlTotals totals) {
    this.database = database;
    this.deliveries = deliveries;
    this.totals = totals;
  }

  /**
   * Files of the newest earlier run that had any, in the order in which they came; without those
   * whose records are live and those that this run has.
   *
   * @return empty if there are none, or the run has been started
   */
  public List<Delivery> possible(long runId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select d.id from merger_delivery d
                     where d.run_id = (select e.id from merger_run e join merger_run r on r.merger_id = e.merger_id
                                        where r.id = :run and r.state = 'OPEN' and e.no < r.no
                                          and exists (select from merger_delivery f where f.run_id = e.id)
                                        order by e.no desc limit 1)
                       and not exists (select from merger_carried_delivery c where c.id = d.id)
                       and not exists (select from merger_delivery n
                                        where n.run_id = :run and n.company_id = d.company_id and n.entity = d.entity and n.sha256 = d.sha256)
                     order by d.id
                    """)
                .bind("run", runId)
                .mapTo(Long.class)
                .stream()
                .map(id -> Deliveries.read(handle, id))
                .toList());
  }

  /**
   * Delivers those files to the run: all or none. Each is read as before; a mapping that both
   * companies confirmed for it needs no confirming again.
   *
   * @param store folder in which delivered files are kept
   * @param at the business moment
   * @return the new deliveries
   * @throws RuleBroken {@code delivery.none-again}, also for the second of two who ask for it at
   *     once; {@code delivery.*} if one cannot be delivered any more
   */
  public List<Delivery> bring(long runId, Path store, long staffId, Instant at) {
    return database.inTransaction(
        handle -> {
          Runs.holdMerger(handle, runId);
          var files = possible(runId);
          if (files.isEmpty()) {
            throw new RuleBroken("delivery.none-again");
          }
          var brought =
              files.stream()
                  .map(
                      file -> {
                        var again = register(file, runId, store, staffId, at);
                        readAsBefore(
                            handle, file, again, ReadingChange.ofWhateverIsThere(staffId, at));
                        return Deliveries.read(handle, again.id());
                      })
                  .toList();
          totals.takeAlong(handle, files.get(0).runId(), runId, staffId, at);
          return brought;
        });
  }

  private Delivery register(Delivery file, long runId, Path store, long staffId, Instant at) {
    var announced =
        new Deliveries.Announced(
            runId,
            file.companyId(),
            file.entity(),
            file.mode(),
            file.extractAsOf(),
            file.fileName());
    try (var content = Files.newInputStream(file.storedPath())) {
      return deliveries.register(announced, content, store, staffId, at);
    } catch (NoSuchFileException gone) {
      throw new RuleBroken("delivery.file-missing", file.id());
    } catch (IOException e) {
      throw new UncheckedIOException("The stored file could not be read", e);
    }
  }

  private static void readAsBefore(
      Handle handle, Delivery file, Delivery again, ReadingChange change) {
    handle
        .createUpdate("update merger_delivery set form = cast(:form as jsonb) where id = :id")
        .bind("form", Deliveries.json(file.form()))
        .bind("id", again.id())
        .execute();
    if (file.mappingId() == null) {
      return;
    }
    var draft = SavedMappings.draft(handle, file).isPresent();
    handle
        .createUpdate(
            "update merger_delivery set mapping_id = :mapping, state = :state where id = :id")
        .bind("mapping", draft ? copy(handle, file) : file.mappingId())
        .bind("state", draft ? "MAPPED" : "CONFIRMED")
        .bind("id", again.id())
        .execute();
    change.note(handle, again.id());
  }

  private static long copy(Handle handle, Delivery file) {
    return SavedMappings.create(handle, file, SavedMappings.mapping(handle, file));
  }
}
