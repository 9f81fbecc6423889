package org.klantbrug.matching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What people say of pairs, and what follows from it for the other pairs of the two. */
@ApplicationScoped
public class PairVerdicts {
  private final Database database;
  private final Audit audit;

  /** For the container's proxy. */
  protected PairVerdicts() {
    this(null, null);
  }

  /** Works with these. */
  @Inject
  public PairVerdicts(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * Notes what a person says of a pair, and in the log that it was said. A verdict can be changed
   * until the rehearsal is approved, with a reason; what was said before is kept.
   *
   * @param version as it was read; refused if a colleague decided meanwhile
   * @param reason needed for {@link Verdict#NOT_SAME}, which stands for ever, and for saying
   *     something else than was said before, in this run or an earlier one
   */
  void decide(long pairId, int version, Verdict verdict, String reason, long staffId, Instant at) {
    var said = new Said(pairId, version, verdict, reason, staffId, at);
    if (verdict == Verdict.NOT_SAME && said.isWithoutReason()) {
      throw new RuleBroken("matching.reason-needed");
    }
    database.inTransaction(
        handle -> {
          refuseDecided(handle, pairId);
          var before = saidBefore(handle, pairId);
          if (before.filter(other -> !other.equals(verdict.name())).isPresent()
              && said.isWithoutReason()) {
            throw new RuleBroken("matching.reason-to-change");
          }
          note(handle, said);
          keep(handle, said);
          noteForEver(handle, said);
          settleNeighbours(handle, pairId);
          audit.recordBy(
              handle,
              staffId,
              "pairDecided",
              "pair",
              pairId,
              before.map(other -> other + " > ").orElse("") + verdict);
          return null;
        });
  }

  private record Said(
      long pairId, int version, Verdict verdict, String reason, long staffId, Instant at) {
    boolean isWithoutReason() {
      return reason == null || reason.isBlank();
    }
  }

  private static void note(Handle handle, Said said) {
    var changed =
        handle
            .createUpdate(
                """
                update matching_pair set verdict = :verdict, reviewer = :staff, reason = :reason, decided_at = :at,
                       version = version + 1
                 where id = :id and version = :version""")
            .bind("verdict", said.verdict())
            .bind("staff", said.staffId())
            .bind("reason", said.reason())
            .bind("at", said.at())
            .bind("id", said.pairId())
            .bind("version", said.version())
            .execute();
    if (changed == 0) {
      throw new RuleBroken("matching.pair-changed");
    }
  }

  /** Beside what was said before of the two, which stays. */
  private static void keep(Handle handle, Said said) {
    handle
        .createUpdate(
            """
            insert into matching_verdict (run_id, left_id, right_id, verdict, reason, staff_id, at)
            select run_id, least(left_id, right_id), greatest(left_id, right_id), :verdict,
                   nullif(btrim(:reason), ''), :staffId, :at
              from matching_pair where id = :pairId""")
        .bind("verdict", said.verdict())
        .bind("reason", said.reason())
        .bind("staffId", said.staffId())
        .bind("at", said.at())
        .bind("pairId", said.pairId())
        .execute();
  }

  /** Two persons stay two persons in every later run, until somebody says something else. */
  private static void noteForEver(Handle handle, Said said) {
    handle
        .createUpdate(
            """
            delete from matching_do_not_link n using matching_pair p
             where p.id = :pairId and n.left_id = least(p.left_id, p.right_id) and n.right_id = greatest(p.left_id, p.right_id)""")
        .bind("pairId", said.pairId())
        .execute();
    if (said.verdict() == Verdict.NOT_SAME) {
      handle
          .createUpdate(
              """
              insert into matching_do_not_link (left_id, right_id, staff_id, reason, at)
              select least(left_id, right_id), greatest(left_id, right_id), :staffId, :reason, :at
                from matching_pair where id = :pairId""")
          .bind("pairId", said.pairId())
          .bind("staffId", said.staffId())
          .bind("reason", said.reason())
          .bind("at", said.at())
          .execute();
    }
  }

  /**
   * What is rehearsed and approved is what is transferred. Who approves holds the verdicts too, so
   * an approval under way is waited for.
   */
  private static void refuseDecided(Handle handle, long pairId) {
    var run =
        handle
            .createQuery("select run_id from matching_pair where id = :id")
            .bind("id", pairId)
            .mapTo(Long.class)
            .findOne()
            .orElseThrow(() -> new RuleBroken("matching.pair-unknown", pairId));
    RunVerdicts.hold(handle, run);
    refuseClosed(handle, run);
    var approved =
        handle
            .createQuery(
                """
                select count(*) from work_item a
                 where a.kind = 'approveRehearsal' and a.state = 'DONE' and a.outcome = 'approved'
                   and a.subject_kind = 'run' and a.subject_id = :run
                   and not exists (select 1 from work_item later
                                    where later.subject_kind = a.subject_kind and later.subject_id = a.subject_id
                                      and later.kind in ('reviewMatches', 'approveRehearsal') and later.id > a.id)""")
            .bind("run", run)
            .mapTo(Long.class)
            .one();
    if (approved > 0) {
      throw new RuleBroken("matching.rehearsal-approved");
    }
  }

  /** Nothing is built on a closed run any more, but what stands for ever would change another. */
  private static void refuseClosed(Handle handle, long runId) {
    handle
        .createQuery("select no from merger_run where id = :run and closed_at is not null")
        .bind("run", runId)
        .mapTo(Integer.class)
        .findOne()
        .ifPresent(
            no -> {
              throw new RuleBroken("matching.run-closed", no);
            });
  }

  /** What was said of the two before, in this run or for ever. */
  private static Optional<String> saidBefore(Handle handle, long pairId) {
    return handle
        .createQuery(
            """
            select coalesce(p.verdict, (select 'NOT_SAME' from matching_do_not_link n
                                         where n.left_id = least(p.left_id, p.right_id)
                                           and n.right_id = greatest(p.left_id, p.right_id))) said
              from matching_pair p where p.id = :id""")
        .bind("id", pairId)
        .mapTo(String.class)
        .findOne();
  }

  /**
   * A link that somebody refused outdoes nobody any more, and who was joined by a person is not
   * linked to another without one: such pairs wait for a person.
   */
  private static void settleNeighbours(Handle handle, long pairId) {
    handle
        .createUpdate(
            """
            update matching_pair n set decision = 'REVIEW', version = n.version + 1
              from matching_pair p
             where p.id = :id and n.run_id = p.run_id and n.id <> p.id and n.verdict is null
               and (n.left_id = p.left_id or n.right_id = p.right_id)
               and case when p.verdict = 'SAME' then n.decision = 'LINK'
                   else n.decision = 'OUTDONE'
                    and not exists (select 1 from matching_pair l
                                     where l.run_id = n.run_id and l.id <> p.id
                                       and (l.verdict is null and l.decision = 'LINK'
                                            or l.verdict = 'SAME' and l.weight >= n.weight)
                                       and (l.left_id = n.left_id or l.right_id = n.right_id)) end""")
        .bind("id", pairId)
        .execute();
  }
}
