package org.klantbrug.transfer;

/**
 * The SQL that carries the facts of one slice of customers: their place in the live table and their
 * line in the ledger, in one statement. A record that an earlier cut-over brought is left as it is
 * when all fields are the same; else its new version takes the place of the old one. Binds: {@code
 * cutover, company, deliveries, liveCutovers, from, to}.
 *
 * @param table of the facts
 * @param several whether the run has several deliveries of this sort
 * @param again whether an earlier cut-over of this kind and company is live
 * @param ofWave whether not all customers are carried
 */
record FactSlice(LiveTable table, boolean several, boolean again, boolean ofWave) {
  /** A link that counts, or that this cut-over made. */
  private static final String LINKED =
      "l.ended_at is null and (l.cutover_id is null or l.cutover_id = :cutover"
          + " or l.cutover_id in (select id from customer_cutover_live))";

  /**
   * Carries and books; gives each outcome with its number, and how many were renewed.
   *
   * @param lines whether some may be in the ledger
   */
  String carry(Lines lines) {
    return """
        with customer as materialized (
        %s), due as materialized (
        %s), judged as materialized (
        %s), booked as (
        %s), carried as (
        %s)
        select outcome, count(*) from booked group by outcome
        union all
        select 'RENEWED', count(*) from booked where reason in %s
        """
        .formatted(customers(), due(), judged(), book(lines), insert(), NewVersions.REASONS);
  }

  private String customers() {
    return """
        select i.id, i.source_key, link.there is not null and e.identity_id is null as linked, e.identity_id is not null as erased
          from customer_identity i
          left join customer_erased e on e.identity_id = i.id
          left join lateral (select true as there from customer_party_link l
                              where l.identity_id = i.id and %s limit 1) link on true
         where i.company_id = :company and i.id >= :from and i.id < :to%s
        """
        .formatted(LINKED, SliceSql.inScope(ofWave));
  }

  /**
   * What each staged record is, without its long texts. The records of a customer are looked up one
   * customer after the other ({@code offset 0} keeps PostgreSQL from joining otherwise): by what a
   * sample says of their number it would at times read the records of all customers for each slice.
   */
  private String due() {
    return """
        select s.place, s.delivery_id, s.line_no, %s as waits, i.id as identity_id, i.linked, i.erased,
               %s as record_key, %s as field_hash
          from customer i
         cross join lateral (select s.ctid as place, s.* from %s s
                              where s.customer_key = i.source_key and s.delivery_id = any(:deliveries) offset 0) s
         where %s
         order by i.id, s.%s
        """
        .formatted(
            waits(),
            SliceSql.recordKey("s"),
            table.rowHash("s", "s.customer_key"),
            table.entity().stagingTable(),
            SliceSql.standing(table, several),
            table.orderedBy());
  }

  /** Whether a record waits until the desk takes it up. */
  private String waits() {
    return switch (table) {
      case PROMISE -> "coalesce(s.state, 'OPEN') = 'OPEN'";
      case COMPLAINT -> "true";
      default -> "false";
    };
  }

  private String judged() {
    var earlier =
        again
            ? "left join lateral (" + NewVersions.earlier(table, "due") + ") earlier on true"
            : "";
    var earlierId = again ? "earlier.target_id" : "null::bigint";
    var present = again ? "coalesce(earlier.field_hash = due.field_hash, false)" : "false";
    return """
        select due.*, %1$s as earlier_id, %2$s as present,
               case when not linked then null when %2$s then %1$s else nextval('%3$s') end as target_id
          from due %4$s
        """
        .formatted(earlierId, present, table.sequence(), earlier);
  }

  /** Lines go into the ledger in the order of its key: a third less time than any other. */
  private String book(Lines lines) {
    return """
        insert into %s
        select :cutover, :company, delivery_id, line_no, target_id, field_hash, '%s',
               case when not linked then 'HELD' when present then 'PRESENT' when waits then 'HELD' else 'CREATED' end,
               case when erased then 'CUSTOMER_ERASED' when not linked then 'CUSTOMER_NOT_TRANSFERRED' when present then 'UNCHANGED'
                    when waits and earlier_id is not null then 'RENEWED_AWAITS_DESK'
                    when waits then 'AWAITS_DESK' when earlier_id is not null then 'RENEWED' end,
               record_key
          from judged
         order by record_key
        %s
        returning outcome, reason, target_id
        """
        .formatted(SliceSql.LEDGER, table.entity(), lines.whenThere());
  }

  /** A fact is only written when its line in the ledger was new. */
  private String insert() {
    return """
        insert into %s (id, identity_id, cutover_id, delivery_id, line_no, content_sha, extra, %s)
        select j.target_id, j.identity_id, :cutover, s.delivery_id, s.line_no, s.content_sha, s.extra, %s
          from judged j cross join lateral (select * from %s s where s.ctid = j.place offset 0) s
         where j.linked and not j.present and j.target_id in (select target_id from booked)
        """
        .formatted(
            table.table(),
            String.join(", ", table.columns()),
            table.columns("s"),
            table.entity().stagingTable());
  }
}
