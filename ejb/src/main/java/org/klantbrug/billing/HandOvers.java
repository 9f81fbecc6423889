package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.wave.WaveTakenBack;
import org.klantbrug.wave.WaveWentOver;

/**
 * Tells the new billing to start and the old company to stop, once per wave. What changes
 * afterwards is told in a file of its own, with the next number.
 */
@ApplicationScoped
public class HandOvers {
  private Database database;
  private BillingTasks tasks;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected HandOvers() {}

  /** Works with these. */
  @Inject
  public HandOvers(Database database, BillingTasks tasks, BusinessClock clock, Audit audit) {
    this.database = database;
    this.tasks = tasks;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A hand-over with its two files.
   *
   * @param no 1 for the whole wave, then what changed since
   * @param madeBy null if it was made as the wave went over
   */
  public record HandOver(
      long id,
      long waveId,
      int no,
      Instant madeAt,
      String madeBy,
      Instant undoneAt,
      List<MadeFile> files) {
    /** Copies the list. */
    public HandOver {
      files = List.copyOf(files);
    }

    HandOver with(List<MadeFile> made) {
      return new HandOver(id, waveId, no, madeAt, madeBy, undoneAt, made);
    }
  }

  /**
   * A file that was made.
   *
   * @param sha256 of its bytes
   * @param total euro a month of its accounts
   */
  public record MadeFile(
      Side side, String name, String sha256, int lines, int accounts, BigDecimal total) {}

  /** A wave went over: its files are made in the same transaction. */
  public void wentOver(@Observes WaveWentOver went) {
    make(went.waveId(), went.cutoverId(), went.at(), null);
  }

  /**
   * A wave was taken back: a further hand-over ends for both sides what they were told, and finance
   * sees to it that they hear it. What was handed over stays readable, and is marked.
   */
  public void takenBack(@Observes WaveTakenBack back) {
    database.inTransaction(
        handle -> {
          var merger = hold(handle, back.waveId());
          if (first(handle, back.waveId()) == null) {
            return null;
          }
          mark(handle, "billing_account", back);
          var no = last(handle, back.waveId()) + 1;
          var id = insert(handle, merger, back.waveId(), no, back.cutoverId(), back.at(), null);
          HandedOver.lines(handle, id, back.waveId());
          HandOverFile.register(handle, id, back.waveId(), no);
          mark(handle, "billing_handover", back);
          note(handle, null, "billingHandedBack", merger, no);
          tasks.ask(handle, merger, BillingTasks.WENT_BACK, "finance");
          return null;
        });
  }

  private static void mark(Handle handle, String table, WaveTakenBack back) {
    handle
        .createUpdate(
            "update %s set undone_at = :at where wave_id = :wave and undone_at is null"
                .formatted(table))
        .bind("at", back.at())
        .bind("wave", back.waveId())
        .execute();
  }

  /**
   * Makes the files of a wave that went over; made before, they stay as they are.
   *
   * @param cutoverId what carried the wave; null if that is not known
   * @param by null if it happens as the wave goes
   * @return key of the hand-over
   */
  public long make(long waveId, Long cutoverId, Instant at, Staff by) {
    return database.inTransaction(
        handle -> {
          var merger = hold(handle, waveId);
          var made = first(handle, waveId);
          if (made != null) {
            return made;
          }
          HandedOver.accounts(handle, waveId, BillingSettings.read(handle, merger));
          var id = insert(handle, merger, waveId, 1, cutoverId, at, by);
          HandedOver.lines(handle, id, waveId);
          HandOverFile.register(handle, id, waveId, 1);
          note(handle, by, "billingHandedOver", merger, 1);
          if (HandedOver.held(handle, waveId)) {
            tasks.ask(handle, merger, BillingTasks.HELD, "finance");
          }
          return id;
        });
  }

  /**
   * Tells what changed since the last file.
   *
   * @return key of the hand-over
   * @throws RuleBroken {@code billing.handover-none}: nothing was handed over; {@code
   *     billing.handover-same}: nothing changed
   */
  public long correct(long waveId, Staff by) {
    return database.inTransaction(
        handle -> {
          var merger = hold(handle, waveId);
          if (first(handle, waveId) == null) {
            throw new RuleBroken("billing.handover-none");
          }
          HandedOver.again(handle, waveId, BillingSettings.read(handle, merger));
          var no = last(handle, waveId) + 1;
          var id = insert(handle, merger, waveId, no, null, clock.now(), by);
          if (HandedOver.lines(handle, id, waveId) == 0) {
            throw new RuleBroken("billing.handover-same");
          }
          HandOverFile.register(handle, id, waveId, no);
          note(handle, by, "billingHandedOver", merger, no);
          return id;
        });
  }

  /** Two who hand the same wave over wait for each other. */
  private static long hold(Handle handle, long waveId) {
    return handle
        .createQuery("select merger_id from wave_wave where id = :wave for no key update")
        .bind("wave", waveId)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("wave.unknown", waveId));
  }

  private static Long first(Handle handle, long waveId) {
    return handle
        .createQuery(
            "select id from billing_handover where wave_id = :wave and undone_at is null order by no limit 1")
        .bind("wave", waveId)
        .mapTo(Long.class)
        .findOne()
        .orElse(null);
  }

  private static int last(Handle handle, long waveId) {
    return handle
        .createQuery("select coalesce(max(no), 0) from billing_handover where wave_id = :wave")
        .bind("wave", waveId)
        .mapTo(Integer.class)
        .one();
  }

  private static long insert(
      Handle handle, long merger, long waveId, int no, Long cutoverId, Instant at, Staff by) {
    return handle
        .createUpdate(
            """
            insert into billing_handover (merger_id, wave_id, no, cutover_id, made_at, made_by)
            values (:merger, :wave, :no, :cutover, :at, :by)""")
        .bind("merger", merger)
        .bind("wave", waveId)
        .bind("no", Math.max(no, last(handle, waveId) + 1))
        .bind("cutover", cutoverId)
        .bind("at", at)
        .bind("by", by == null ? null : by.id())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  private void note(Handle handle, Staff by, String action, long merger, int no) {
    audit.record(
        handle,
        by == null ? null : by.id(),
        by == null ? "billing" : by.login(),
        action,
        "merger",
        merger,
        Integer.toString(no));
  }

  /** The hand-overs of a wave, the first first. */
  public List<HandOver> of(long waveId) {
    return database.with(
        handle -> {
          var heads =
              handle
                  .createQuery(
                      """
                      select h.id, h.wave_id, h.no, h.made_at, s.full_name as made_by, h.undone_at from billing_handover h
                        left join identity_staff s on s.id = h.made_by where h.wave_id = :wave order by h.no""")
                  .bind("wave", waveId)
                  .map(
                      (row, context) ->
                          new HandOver(
                              row.getLong("id"),
                              row.getLong("wave_id"),
                              row.getInt("no"),
                              row.getTimestamp("made_at").toInstant(),
                              row.getString("made_by"),
                              row.getTimestamp("undone_at") == null
                                  ? null
                                  : row.getTimestamp("undone_at").toInstant(),
                              List.of()))
                  .list();
          return heads.stream().map(head -> head.with(files(handle, head.id()))).toList();
        });
  }

  private static List<MadeFile> files(Handle handle, long handoverId) {
    return handle
        .createQuery(
            "select side, name, sha256, lines, accounts, total from billing_handover_file where handover_id = :id order by side")
        .bind("id", handoverId)
        .map(ConstructorMapper.of(MadeFile.class))
        .list();
  }

  /**
   * Writes a file as it was made; that it was taken out is written down.
   *
   * @throws RuleBroken {@code billing.handover-unknown}
   */
  public void write(long handoverId, Side side, OutputStream out, Staff by) {
    database.inTransaction(
        handle -> {
          var merger =
              handle
                  .createQuery("select merger_id from billing_handover where id = :id")
                  .bind("id", handoverId)
                  .mapTo(Long.class)
                  .findOne()
                  .orElseThrow(() -> new RuleBroken("billing.handover-unknown", handoverId));
          audit.record(
              handle, by.id(), by.login(), "billingFileTakenOut", "merger", merger, side.name());
          try {
            HandOverFile.write(handle, handoverId, side, out);
          } catch (IOException e) {
            throw new UncheckedIOException("The file could not be written", e);
          }
          return null;
        });
  }
}
