package org.klantbrug.transfer;

/**
 * The SQL that carries one slice of customers, and books what is carried of no customer. Binds:
 * {@code cutover, run, company, deliveries, liveCutovers, from, to, at}.
 */
final class SliceSql {
  /** Staged records that a delivery really brought; the others are duplicates or parked. */
  static final String STANDING = "s.row_state in ('NEW', 'CHANGED', 'UNCHANGED')";

  /** The ledger with its columns, in the order in which everything is booked. */
  static final String LEDGER =
      "transfer_ledger (cutover_id, company_id, delivery_id, line_no, target_id, field_hash,"
          + " entity, outcome, reason, record_key)";

  private SliceSql() {}

  /**
   * SQL that follows a condition on identity {@code i}: he is one of those that are carried.
   *
   * @param ofWave whether not everybody is
   */
  static String inScope(boolean ofWave) {
    return ofWave
        ? " and exists (select from transfer_scope z where z.cutover_id = :cutover and z.identity_id = i.id)"
        : "";
  }

  /** The key of a staged record in the ledger. */
  static String recordKey(String alias) {
    return "coalesce(%1$s.source_key, left(encode(%1$s.content_sha, 'hex'), 32) || ':' || %1$s.occurrence)"
        .formatted(alias);
  }

  private static String lineKey(String alias) {
    return "'#' || %1$s.delivery_id || '.' || %1$s.line_no".formatted(alias);
  }

  /** What a slice carries of the staged records {@code s}: none that a later delivery renews. */
  static String standing(LiveTable table, boolean severalDeliveries) {
    return severalDeliveries
        ? STANDING + " and not " + CarriedFiles.renewed(table.entity())
        : STANDING;
  }

  /**
   * Parties for customers that are not linked yet and are not the same as one of ours. Who is the
   * same: the pair that a person called SAME, else the one LINK, to a customer of another company.
   * A person's "not the same", and do-not-link, hold against every identity of the party. Of two
   * customers of one company that match one party, at most one is joined by the machine.
   */
  static String linkCustomers(boolean severalDeliveries, boolean ofWave) {
    var columns =
        LiveTable.CUSTOMER.columns().stream().filter(c -> !c.equals("source_key")).toList();
    return """
        with due as materialized (
          select i.id as identity_id
            from customer_identity i
            join merger_staged_customer s on s.source_key = i.source_key and s.delivery_id = any(:deliveries)
           where i.company_id = :company and i.id >= :from and i.id < :to%6$s and %1$s
             and not exists (select from customer_party_link l where l.identity_id = i.id and l.ended_at is null)
        ), decided as (
          select due.identity_id, pick.party_id
            from due cross join lateral (%2$s) pick
           where pick.by_person or not exists (%3$s)
        ), founded as (
          insert into customer_party (founder_id, %4$s, provenance, golden_at)
          select i.id, %5$s, jsonb_build_object('*', jsonb_build_object('identity', i.id, 'rule', 'ONLY_SOURCE')), cast(:at as timestamptz)
            from due join customer_identity i on i.id = due.identity_id
           where due.identity_id not in (select identity_id from decided)
           order by i.id
          on conflict (founder_id) do nothing
          returning id, founder_id
        )
        insert into customer_party_link (identity_id, party_id, cutover_id, linked_at, reason)
        select due.identity_id, coalesce(decided.party_id, founded.id, earlier.id), :cutover, cast(:at as timestamptz),
               case when decided.party_id is null then 'FOUNDER' else 'SAME_CUSTOMER' end
          from due
          left join decided on decided.identity_id = due.identity_id
          left join founded on founded.founder_id = due.identity_id
          left join customer_party earlier on earlier.founder_id = due.identity_id and decided.party_id is null
         order by due.identity_id
        on conflict (identity_id) where ended_at is null do nothing
        """
        .formatted(
            standing(LiveTable.CUSTOMER, severalDeliveries),
            PARTNER,
            RIVAL,
            String.join(", ", columns),
            String.join(", ", columns.stream().map(c -> "i." + c).toList()),
            inScope(ofWave));
  }

  private static final String PARTNER =
      """
      select l.party_id, coalesce(p.verdict = 'SAME', false) as by_person, p.weight
        from matching_pair p
        join customer_party_link l on l.identity_id = p.right_id and l.ended_at is null
             and (l.cutover_id is null or l.cutover_id in (select id from customer_cutover_live))
        join customer_identity r on r.id = p.right_id
       where p.run_id = :run and p.left_id = due.identity_id
         and (p.verdict = 'SAME' or (p.verdict is null and p.decision = 'LINK' and r.company_id <> :company))
         and not exists (
           select from customer_party_link m
             join matching_do_not_link n
               on n.left_id = least(m.identity_id, due.identity_id) and n.right_id = greatest(m.identity_id, due.identity_id)
            where m.party_id = l.party_id and m.ended_at is null)
         and not exists (
           select from customer_party_link m
             join matching_pair n on n.run_id = :run and n.left_id = due.identity_id and n.right_id = m.identity_id
            where m.party_id = l.party_id and m.ended_at is null and n.verdict = 'NOT_SAME')
       order by coalesce(p.verdict = 'SAME', false) desc, p.weight desc, p.right_id
       limit 1
      """;

  /** Somebody of this company who is in that party already, or has the better claim to it. */
  private static final String RIVAL =
      """
      select from customer_party_link m join customer_identity mate on mate.id = m.identity_id
       where m.party_id = pick.party_id and m.ended_at is null and mate.company_id = :company
      union all
      select from customer_party_link m join matching_pair q on q.run_id = :run and q.right_id = m.identity_id
       where m.party_id = pick.party_id and m.ended_at is null and q.left_id <> due.identity_id
         and (q.verdict = 'SAME' or (q.verdict is null and q.decision = 'LINK'
              and (q.weight > pick.weight or (q.weight = pick.weight and q.left_id < due.identity_id))))
      """;

  /** The ledger of the customers of the slice, after {@link #linkCustomers}. */
  static String bookCustomers(boolean severalDeliveries, boolean ofWave, Lines lines) {
    return """
        insert into %1$s
        select :cutover, :company, s.delivery_id, s.line_no, case when e.identity_id is null then l.party_id end, %2$s, 'CUSTOMER',
               case when e.identity_id is not null then 'HELD'
                    when l.cutover_id is distinct from :cutover then 'PRESENT'
                    when p.founder_id = i.id then 'CREATED' else 'MERGED' end,
               case when e.identity_id is not null then 'CUSTOMER_ERASED'
                    when l.cutover_id is distinct from :cutover
                    then case when s.row_state = 'UNCHANGED' then 'UNCHANGED' else 'RENEWED' end end,
               s.source_key
          from customer_identity i
          join merger_staged_customer s on s.source_key = i.source_key and s.delivery_id = any(:deliveries)
         cross join lateral (select * from customer_party_link l
                              where l.identity_id = i.id and l.ended_at is null limit 1) l
          join customer_party p on p.id = l.party_id
          left join customer_erased e on e.identity_id = i.id
         where i.company_id = :company and i.id >= :from and i.id < :to%5$s and %3$s
         order by s.source_key
        %4$s
        """
        .formatted(
            LEDGER,
            LiveTable.CUSTOMER.rowHash("s", "s.source_key"),
            standing(LiveTable.CUSTOMER, severalDeliveries),
            lines.whenThere(),
            inScope(ofWave));
  }

  /**
   * SQL that follows a condition on a delivered line: the cut-over books what of its file is of no
   * customer.
   */
  private static String ofItsRest(boolean ofWave, String alias) {
    return ofWave
        ? " and %s.delivery_id in (select x.delivery_id from transfer_rest x where x.cutover_id = :cutover)"
            .formatted(alias)
        : "";
  }

  /** The outcome of records that belong to no identity. */
  static String bookTheRest(
      LiveTable table, boolean severalDeliveries, boolean ofWave, Lines lines) {
    var customerKey = table == LiveTable.CUSTOMER ? "s.source_key" : "s.customer_key";
    return """
        insert into %1$s
        select :cutover, :company, s.delivery_id, s.line_no, null, null, '%2$s',
               case when s.row_state = 'PARKED' then 'HELD' when s.row_state = 'DUPLICATE' %3$s then 'PRESENT' else 'HELD' end,
               case when s.row_state = 'PARKED' then 'UNKNOWN_PARENT' when s.row_state = 'DUPLICATE' then 'DUPLICATE'
                    %4$s else 'UNKNOWN_CUSTOMER' end,
               %5$s
          from %6$s s
         where s.delivery_id = any(:deliveries)%10$s
           and (not (%7$s) %3$s
                or not exists (select from customer_identity i where i.company_id = :company and i.source_key = %8$s))
        %9$s
        """
        .formatted(
            LEDGER,
            table.entity(),
            severalDeliveries ? "or " + CarriedFiles.renewed(table.entity()) : "",
            severalDeliveries
                ? "when " + CarriedFiles.renewed(table.entity()) + " then 'RENEWED_IN_RUN'"
                : "",
            lineKey("s"),
            table.entity().stagingTable(),
            STANDING,
            customerKey,
            lines.whenThere(),
            ofItsRest(ofWave, "s"));
  }

  /** The outcome of lines that never came to staging. */
  static String bookRejects(LiveTable table, boolean ofWave, Lines lines) {
    return """
        insert into %1$s
        select :cutover, :company, r.delivery_id, r.line_no, null, null, '%2$s', 'REJECTED', r.code, %3$s
          from merger_reject r
         where r.delivery_id = any(:deliveries)%6$s
           and not exists (select from %4$s s where s.delivery_id = r.delivery_id and s.line_no = r.line_no)
        %5$s
        """
        .formatted(
            LEDGER,
            table.entity(),
            lineKey("r"),
            table.entity().stagingTable(),
            lines.whenThere(),
            ofItsRest(ofWave, "r"));
  }
}
