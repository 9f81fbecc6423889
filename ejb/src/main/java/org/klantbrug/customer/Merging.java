package org.klantbrug.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Makes two customers one, and two again. Only links change: every fact stays with its identity, so
 * that splitting gives both exactly what was theirs.
 */
@ApplicationScoped
public class Merging {
  private Database database;
  private GoldenRecord golden;

  /** For the container. */
  public Merging() {}

  /** Works with these. */
  @Inject
  public Merging(Database database, GoldenRecord golden) {
    this.database = database;
    this.golden = golden;
  }

  /**
   * Moves the identities of one customer to another. The number of the one that goes leads to the
   * one that is kept, for ever.
   *
   * @param kept party that stays; either way round is allowed
   * @param gone party that goes
   * @return id of the merge, to undo it by
   * @throws RuleBroken for the same customer twice, a customer that went meanwhile, or two that
   *     were marked as not the same
   */
  public long merge(long kept, long gone, long staffId, String reason, Instant at) {
    if (kept == gone) {
      throw new RuleBroken("customer.merge-with-itself");
    }
    refuseEmpty(reason);
    return database.inTransaction(
        handle -> {
          holdTransfers(handle, kept, gone);
          hold(handle, kept, gone);
          if (!hasIdentities(handle, kept) || !hasIdentities(handle, gone)) {
            throw new RuleBroken("customer.merge-not-there");
          }
          refuseNotTheSame(handle, kept, gone);
          var merge = note(handle, kept, gone, staffId, reason, at);
          join(handle, kept, gone, merge, staffId, at);
          golden.recompute(handle, List.of(kept), at);
          return merge;
        });
  }

  /**
   * Splits a merge: each identity goes back to where it was.
   *
   * @throws RuleBroken if it was split before, or a later merge stands on it
   */
  public void unmerge(long mergeId, long staffId, String reason, Instant at) {
    refuseEmpty(reason);
    database.inTransaction(
        handle -> {
          var seen = read(handle, mergeId, "");
          holdTransfers(handle, seen.kept(), seen.gone());
          var merge = read(handle, mergeId, " for update");
          hold(handle, merge.kept(), merge.gone());
          refuseUnmerge(handle, mergeId, merge);
          handle
              .createUpdate(
                  """
                  update customer_merge set undone_by = :staff, undone_at = :at, undone_reason = :reason where id = :id
                  """)
              .bind("staff", staffId)
              .bind("at", at)
              .bind("reason", reason)
              .bind("id", mergeId)
              .execute();
          split(handle, mergeId, staffId, at);
          golden.recompute(handle, List.of(merge.kept(), merge.gone()), at);
          return null;
        });
  }

  /**
   * Undoes the merges of which every customer they moved was taken back: they move nobody any more.
   * One that moved others too stands for those.
   *
   * @param handle in the transaction that ended the links of the cut-over
   * @param cutoverId of what was taken back
   * @param reason why it was
   */
  public static void undoEmpty(
      Handle handle, long cutoverId, long staffId, String reason, Instant at) {
    handle
        .createUpdate(
            """
            with recursive standing as (
              select merge_id, replaces from customer_party_link where ended_at is null and merge_id is not null
              union
              select b.merge_id, b.replaces from standing s join customer_party_link b on b.id = s.replaces)
            update customer_merge set undone_by = :staff, undone_at = :at, undone_reason = :reason
             where undone_at is null
               and id in (select merge_id from customer_party_link where cutover_id = :cutover and merge_id is not null)
               and id not in (select merge_id from standing where merge_id is not null)
            """)
        .bind("cutover", cutoverId)
        .bind("staff", staffId)
        .bind("at", at)
        .bind("reason", reason)
        .execute();
  }

  private static void refuseEmpty(String reason) {
    if (reason == null || reason.isBlank()) {
      throw new RuleBroken("customer.reason-missing");
    }
  }

  /**
   * Taking back what brought these customers comes before or after this, never between: a link that
   * it did not see would keep its customer from ever coming over again.
   */
  private static void holdTransfers(Handle handle, long one, long other) {
    handle
        .createQuery(
            """
            select c.id from customer_cutover_live c
             where c.id in (select l.cutover_id from customer_party_link l
                             where l.party_id in (:one, :other) and l.ended_at is null)
             order by c.id for share
            """)
        .bind("one", one)
        .bind("other", other)
        .mapTo(Long.class)
        .list();
  }

  /** Holds both parties, always in the same order, so that two people cannot merge crosswise. */
  private static void hold(Handle handle, long one, long other) {
    handle
        .createQuery(
            "select id from customer_party where id in (:one, :other) order by id for update")
        .bind("one", one)
        .bind("other", other)
        .mapTo(Long.class)
        .list();
  }

  private static boolean hasIdentities(Handle handle, long party) {
    return handle
        .createQuery(
            "select exists (select from customer_party_link l where l.party_id = :party and "
                + Sight.LINK_COUNTS
                + ")")
        .bind("party", party)
        .mapTo(Boolean.class)
        .one();
  }

  private static long note(
      Handle handle, long kept, long gone, long staffId, String reason, Instant at) {
    return handle
        .createQuery(
            """
            insert into customer_merge (kept_party_id, gone_party_id, staff_id, at, reason)
            values (:kept, :gone, :staff, :at, :reason) returning id
            """)
        .bind("kept", kept)
        .bind("gone", gone)
        .bind("staff", staffId)
        .bind("at", at)
        .bind("reason", reason)
        .mapTo(Long.class)
        .one();
  }

  /**
   * A new link takes the place of the old; it counts as long as the cut-over of the old one does.
   */
  private static void join(
      Handle handle, long kept, long gone, long merge, long staffId, Instant at) {
    handle
        .createUpdate(
            """
            with ended as (
              update customer_party_link set ended_at = :at, ended_by = :staff, ended_reason = 'MERGED'
               where party_id = :gone and ended_at is null
              returning id, identity_id, cutover_id)
            insert into customer_party_link (identity_id, party_id, cutover_id, merge_id, replaces, linked_at, reason)
            select identity_id, :kept, cutover_id, :merge, id, cast(:at as timestamptz), 'MERGED' from ended
            """)
        .bind("at", at)
        .bind("staff", staffId)
        .bind("gone", gone)
        .bind("kept", kept)
        .bind("merge", merge)
        .execute();
  }

  /** Each link that the merge made gives way to a link like the one it had replaced. */
  private static void split(Handle handle, long merge, long staffId, Instant at) {
    handle
        .createUpdate(
            """
            with ended as (
              update customer_party_link set ended_at = :at, ended_by = :staff, ended_reason = 'SPLIT'
               where merge_id = :merge and ended_at is null
              returning identity_id, cutover_id, replaces)
            insert into customer_party_link (identity_id, party_id, cutover_id, merge_id, replaces, linked_at, reason)
            select ended.identity_id, before.party_id, ended.cutover_id, before.merge_id, before.replaces,
                   cast(:at as timestamptz), 'SPLIT'
              from ended join customer_party_link before on before.id = ended.replaces
            """)
        .bind("at", at)
        .bind("staff", staffId)
        .bind("merge", merge)
        .execute();
  }

  private static void refuseNotTheSame(Handle handle, long one, long other) {
    var marked =
        handle
            .createQuery(
                """
                select exists (
                  select from customer_party_link a join customer_party_link b on b.party_id = :other and b.ended_at is null
                    join customer_do_not_link n
                      on n.left_id = least(a.identity_id, b.identity_id) and n.right_id = greatest(a.identity_id, b.identity_id)
                   where a.party_id = :one and a.ended_at is null)
                """)
            .bind("one", one)
            .bind("other", other)
            .mapTo(Boolean.class)
            .one();
    if (marked) {
      throw new RuleBroken("customer.merge-do-not-link");
    }
  }

  private static void refuseUnmerge(Handle handle, long mergeId, Merge merge) {
    if (merge.undone()) {
      throw new RuleBroken("customer.merge-undone-already");
    }
    handle
        .createQuery(
            """
            select p.number from customer_merge m join customer_party p on p.id = m.gone_party_id
             where m.gone_party_id = :kept and m.id > :merge and m.undone_at is null order by m.id desc limit 1
            """)
        .bind("kept", merge.kept())
        .bind("merge", mergeId)
        .mapTo(String.class)
        .findOne()
        .ifPresent(
            number -> {
              throw new RuleBroken("customer.merge-later-first", number);
            });
  }

  private static Merge read(Handle handle, long mergeId, String lock) {
    return handle
        .createQuery(
            "select kept_party_id, gone_party_id, undone_at is not null from customer_merge where id = :id"
                + lock)
        .bind("id", mergeId)
        .map((rs, context) -> new Merge(rs.getLong(1), rs.getLong(2), rs.getBoolean(3)))
        .findOne()
        .orElseThrow(() -> new RuleBroken("customer.merge-not-there"));
  }

  private record Merge(long kept, long gone, boolean undone) {}
}
