package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Hand-overs that were made, with their files, and who took them out. */
@ApplicationScoped
public class MadeHandOvers {
  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected MadeHandOvers() {}

  /** Works with these. */
  @Inject
  public MadeHandOvers(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A hand-over with its two files.
   *
   * @param no 1 for the whole wave, then what changed since
   * @param madeBy null if it was made as the wave was let go, or went
   * @param answerBy last day on which both sides can accept; null if it was made as the wave went,
   *     or later
   */
  public record HandOver(
      long id,
      long waveId,
      int no,
      Instant madeAt,
      String madeBy,
      Instant undoneAt,
      LocalDate answerBy,
      List<MadeFile> files) {
    /** Copies the list. */
    public HandOver {
      files = List.copyOf(files);
    }
  }

  /**
   * A file that was made.
   *
   * @param sha256 of its bytes
   * @param total euro a month of its accounts
   * @param out how often it was taken out, to be given to its side
   * @param outBy who did last; null if nobody did
   */
  public record MadeFile(
      Side side,
      String name,
      String sha256,
      int lines,
      int accounts,
      BigDecimal total,
      int out,
      String outBy,
      Instant outAt) {}

  /** A hand-over without its files. */
  public record Head(
      long id,
      long waveId,
      int no,
      Instant madeAt,
      String madeBy,
      Instant undoneAt,
      LocalDate answerBy) {
    HandOver with(List<MadeFile> made) {
      return new HandOver(id, waveId, no, madeAt, madeBy, undoneAt, answerBy, made);
    }
  }

  /** The hand-overs of a wave, the first first. */
  public List<HandOver> of(long waveId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select h.id, h.wave_id, h.no, h.made_at, s.full_name as made_by, h.undone_at, h.answer_by
                      from billing_handover h left join identity_staff s on s.id = h.made_by
                     where h.wave_id = :wave order by h.no""")
                .bind("wave", waveId)
                .map(ConstructorMapper.of(Head.class))
                .stream()
                .map(head -> head.with(files(handle, head.id())))
                .toList());
  }

  private static List<MadeFile> files(Handle handle, long handoverId) {
    return handle
        .createQuery(
            """
            select f.side, f.name, f.sha256, f.lines, f.accounts, f.total, coalesce(o.out, 0) as out, s.full_name as out_by,
                   o.at as out_at
              from billing_handover_file f
              left join lateral (
                select count(*) over () as out, x.staff_id, x.at from billing_handover_out x
                 where x.handover_id = f.handover_id and x.side = f.side order by x.id desc limit 1) o on true
              left join identity_staff s on s.id = o.staff_id
             where f.handover_id = :id order by f.side""")
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
          takenOut(handle, merger, handoverId, side, by);
          try {
            HandOverFile.write(handle, handoverId, side, out);
          } catch (IOException e) {
            throw new UncheckedIOException("The file could not be written", e);
          }
          return null;
        });
  }

  private void takenOut(Handle handle, long merger, long handoverId, Side side, Staff by) {
    handle
        .createUpdate(
            "insert into billing_handover_out (handover_id, side, staff_id, at) values (:handover, :side, :by, :at)")
        .bind("handover", handoverId)
        .bind("side", side)
        .bind("by", by.id())
        .bind("at", clock.now())
        .execute();
    audit.record(handle, by.id(), by.login(), "billingFileTakenOut", "merger", merger, side.name());
  }
}
