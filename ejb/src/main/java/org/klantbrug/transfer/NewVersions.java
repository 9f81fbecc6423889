package org.klantbrug.transfer;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Records that an earlier cut-over brought and a later one brings anew. The new version takes the
 * place of the old one while its cut-over is live, and what the desk made of the one is made of the
 * other: nobody takes the same matter up twice.
 */
final class NewVersions {
  /** SQL: why a new version is in the ledger: it counts, or it counts and waits for the desk. */
  static final String REASONS = "('RENEWED', 'RENEWED_AWAITS_DESK')";

  /** SQL: the newest version before this cut-over of the record in {@code %2$s}. */
  private static final String EARLIER =
      """
      select g.target_id, g.field_hash from transfer_ledger g
       where g.cutover_id = any(:liveCutovers) and g.entity = '%1$s' and g.company_id = :company
         and g.record_key = %2$s.record_key and g.target_id is not null
       order by g.cutover_id desc limit 1
      """;

  private NewVersions() {}

  /**
   * SQL: the version that counts until now. Binds {@code liveCutovers, company}.
   *
   * @param alias of the rows with the key of the record
   */
  static String earlier(LiveTable table, String alias) {
    return EARLIER.formatted(table.entity(), alias);
  }

  /**
   * SQL that puts the new versions of this cut-over in the place of the old ones. Only for a slice
   * that had any: it looks through the whole table, since a record can have moved to another
   * customer.
   */
  static String supersede(LiveTable table) {
    return """
        with renewed as (%2$s)
        update %1$s f set superseded_by = :cutover
          from renewed where f.id = renewed.older and f.superseded_by is distinct from :cutover
        """
        .formatted(table.table(), renewed(table));
  }

  private static String renewed(LiveTable table) {
    return """
        select earlier.target_id as older, n.target_id as newer
          from transfer_ledger n cross join lateral (%s) earlier
         where n.cutover_id = :cutover and n.entity = '%s' and n.company_id = :company
           and n.reason in %s
        """
        .formatted(earlier(table, "n"), table.entity(), REASONS);
  }

  /**
   * What the desk took up of an older version is taken up of the new one; also when the older one
   * was taken back: the matter goes on here, whichever cut-over brings it.
   */
  static void takeAlong(Handle handle, Cutover cutover) {
    copyTaken(
        handle,
        cutover,
        othersThatWere(handle, cutover, "('LIVE', 'UNDONE')").stream().map(Other::id).toList(),
        """
        select distinct on (n.target_id) n.target_id as to_id, t.taken_at, t.taken_by, t.taken_as
          from transfer_ledger n
          join transfer_ledger g
            on g.cutover_id = any(:others) and g.entity = n.entity and g.company_id = n.company_id
           and g.record_key = n.record_key
          join %1$s t on t.id = g.target_id and t.taken_at is not null
         where n.cutover_id = :cutover and n.entity = '%2$s' and n.company_id = :company
         order by n.target_id, g.cutover_id desc
        """);
  }

  /** What the desk took up of the new versions is taken up of the old ones, which count again. */
  static void giveBack(Handle handle, Cutover cutover) {
    copyTaken(
        handle,
        cutover,
        earlierCutovers(handle, cutover),
        """
        select g.target_id as to_id, t.taken_at, t.taken_by, t.taken_as
          from transfer_ledger n
          join transfer_ledger g
            on g.cutover_id = any(:others) and g.entity = n.entity and g.company_id = n.company_id
           and g.record_key = n.record_key
          join %1$s t on t.id = n.target_id and t.taken_at is not null
         where n.cutover_id = :cutover and n.entity = '%2$s' and n.company_id = :company
        """);
  }

  private static void copyTaken(
      Handle handle, Cutover cutover, List<Long> others, String takenElsewhere) {
    if (others.isEmpty()) {
      return;
    }
    for (var table : cutover.tables()) {
      if (table.isHeld()) {
        handle
            .createUpdate(
                """
                with elsewhere as (%2$s)
                update %1$s f set taken_at = e.taken_at, taken_by = e.taken_by, taken_as = e.taken_as
                  from elsewhere e where f.id = e.to_id and f.taken_at is null
                """
                    .formatted(
                        table.table(), takenElsewhere.formatted(table.table(), table.entity())))
            .bind("cutover", cutover.id())
            .bind("company", cutover.companyId())
            .bindArray("others", Long.class, others)
            .execute();
      }
    }
  }

  /**
   * The live cut-overs that may have brought earlier versions of what this one brings. Other waves
   * of the run bring other customers, and a rehearsal rehearses as if none of them had gone.
   */
  static List<Long> earlierCutovers(Handle handle, Cutover cutover) {
    return othersThatWere(handle, cutover, "('LIVE')").stream()
        .filter(other -> other.runId() != cutover.runId() || !cutover.isOfWave() && !other.ofWave())
        .map(Other::id)
        .toList();
  }

  /** Another cut-over, its run, and whether it carried one wave. */
  public record Other(long id, long runId, boolean ofWave) {}

  private static List<Other> othersThatWere(Handle handle, Cutover cutover, String states) {
    return handle
        .createQuery(
            """
            select id, run_id, wave_id is not null as of_wave from transfer_cutover
             where state in %s and not rehearsal and company_id = :company
               and (kind = :kind or wave_id is not null or :ofWave) and id <> :cutover
            """
                .formatted(states))
        .bind("company", cutover.companyId())
        .bind("kind", cutover.kind())
        .bind("cutover", cutover.id())
        .bind("ofWave", cutover.isOfWave())
        .map(ConstructorMapper.of(Other.class))
        .list();
  }
}
