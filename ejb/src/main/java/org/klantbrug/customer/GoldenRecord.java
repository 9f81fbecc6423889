package org.klantbrug.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * The one picture of a party, made from its identities by survivorship rules that are data. A value
 * that a person set stays until it is released. A company that gave no more than a family name does
 * not hide the first names of the same person at the other, under the same family name.
 */
@ApplicationScoped
public class GoldenRecord {
  /** SQL: member {@code i} has a family name only, beside a fuller name with the same. */
  private static final String OUTNAMED =
      """
      nullif(i.family_name, '') is not null and coalesce(nullif(i.given_name, ''), nullif(i.initials, ''), i.full_name) is null
        and bool_or(coalesce(nullif(i.given_name, ''), nullif(i.initials, '')) is not null)
              over (partition by l.party_id, lower(i.family_name))
      """;

  private Database database;

  /** For the container. */
  public GoldenRecord() {}

  /** Works on this database. */
  @Inject
  public GoldenRecord(Database database) {
    this.database = database;
  }

  /**
   * Makes the golden values of these parties anew, in one statement. A party without any identity
   * keeps what it had; nobody sees it.
   *
   * @param handle in the transaction that changed links or identities
   */
  public void recompute(Handle handle, Collection<Long> parties, Instant at) {
    if (parties.isEmpty()) {
      return;
    }
    handle
        .createUpdate(recomputeSql(rules(handle)))
        .bindArray("parties", Long.class, parties)
        .bind("at", at)
        .execute();
  }

  /**
   * Sets one value by hand and locks it against later deliveries.
   *
   * @param field column of the customer, for example {@code email}
   * @param value as text; a date as yyyy-mm-dd; null empties the field
   * @param version of the party as it was read
   */
  public void setByHand(
      long partyId, String field, String value, long staffId, int version, Instant at) {
    FieldGroup.of(field);
    database.inTransaction(
        handle -> {
          var changed =
              handle
                  .createUpdate(
                      """
                      update customer_party p
                         set %1$s = cast(:value as %2$s), set_by_hand = true, version = version + 1, golden_at = :at,
                             provenance = provenance || jsonb_build_object('%1$s', jsonb_build_object(
                               'rule', 'HAND', 'staff', cast(:staff as bigint), 'at', cast(:at as timestamptz), 'locked', true))
                       where id = :party and version = :version
                      """
                          .formatted(field, isDate(field) ? "date" : "text"))
                  .bind("value", value)
                  .bind("staff", staffId)
                  .bind("at", at)
                  .bind("party", partyId)
                  .bind("version", version)
                  .execute();
          if (changed == 0) {
            throw new RuleBroken("customer.changed-meanwhile");
          }
          refreshSearch(handle, partyId);
          return null;
        });
  }

  /** Gives a value that was set by hand back to the survivorship rules. */
  public void release(long partyId, String field, Instant at) {
    FieldGroup.of(field);
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  update customer_party
                     set provenance = provenance - :field,
                         set_by_hand = jsonb_path_exists(provenance - :field, '$.* ? (@.rule == "HAND")')
                   where id = :party
                  """)
              .bind("field", field)
              .bind("party", partyId)
              .execute();
          recompute(handle, List.of(partyId), at);
          refreshSearch(handle, partyId);
          return null;
        });
  }

  private static void refreshSearch(Handle handle, long partyId) {
    handle
        .createUpdate(
            "update customer_party p set search_name = %s, search_email = %s, search_postcode = %s where id = :party"
                .formatted(SearchText.name("p"), SearchText.email("p"), SearchText.postcode("p")))
        .bind("party", partyId)
        .execute();
  }

  private static boolean isDate(String field) {
    return field.equals("birth_date") || field.equals("customer_since");
  }

  private static Map<FieldGroup, SurvivorshipRule> rules(Handle handle) {
    var rules = new EnumMap<FieldGroup, SurvivorshipRule>(FieldGroup.class);
    handle
        .createQuery("select field_group, rule from customer_survivorship_rule")
        .map((rs, context) -> Map.entry(rs.getString(1), rs.getString(2)))
        .forEach(
            row ->
                rules.put(
                    FieldGroup.valueOf(row.getKey()), SurvivorshipRule.valueOf(row.getValue())));
    for (var group : FieldGroup.values()) {
      rules.putIfAbsent(group, SurvivorshipRule.OURS_FIRST);
    }
    return rules;
  }

  private static String recomputeSql(Map<FieldGroup, SurvivorshipRule> rules) {
    var chosen =
        lines(
            FieldGroup.values(),
            group ->
                first(
                    (group == FieldGroup.NAME ? "outnamed, " : "")
                        + rules.get(group).orderFor(group),
                    group,
                    "from_" + group));
    var values =
        lines(
            FieldGroup.values(),
            group ->
                "max(c.from_%s) as from_%s, ".formatted(group, group)
                    + lines(
                        group.fields().toArray(String[]::new),
                        field ->
                            "max(m.%1$s) filter (where m.id = c.from_%2$s) as %1$s"
                                .formatted(field, group)));
    var assignments =
        lines(
            FieldGroup.allFields().toArray(String[]::new),
            field ->
                "%1$s = case when p.set_by_hand and p.provenance->'%1$s'->>'rule' = 'HAND' then p.%1$s else g.%1$s end"
                    .formatted(field));
    // As text, since to build it of objects takes longer than all else of a party.
    var provenance =
        lines(
            FieldGroup.values(),
            group ->
                "'\"%1$s\":{\"identity\":' || from_%1$s || ',\"rule\":\"' || %2$s || '\"}'"
                    .formatted(group, named(group, rules.get(group))));
    return """
        with member as (
          select l.party_id, c.ours, i.*, %s as outnamed
            from customer_party_link l
            join customer_identity i on i.id = l.identity_id
            join customer_company c on c.id = i.company_id
           where l.party_id = any(:parties) and %s
        ), chosen as (
          select party_id, count(*) as members, min(id) as only_one, %s, %s from member group by party_id
        ), golden as (
          select m.party_id, max(c.members) as members, max(c.only_one) as only_one, max(c.ruled) as ruled, %s
            from member m join chosen c on c.party_id = m.party_id group by m.party_id
        )
        update customer_party p
           set %s,
               golden_at = :at, version = p.version + 1,
               provenance = case when not p.set_by_hand then cast(g.provenance as jsonb) else
                   cast(g.provenance as jsonb)
                     || (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p.provenance)
                          where value->>'rule' = 'HAND') end
          from (select golden.*, case when members = 1
                         then '{"*":{"identity":' || only_one || ',"rule":"ONLY_SOURCE"}}'
                         else '{' || concat_ws(',', %s) || '}' end as provenance
                  from golden) g
         where p.id = g.party_id
        """
        .formatted(
            OUTNAMED,
            Sight.LINK_COUNTS,
            chosen,
            first(rules.get(FieldGroup.NAME).orderFor(FieldGroup.NAME), FieldGroup.NAME, "ruled"),
            values,
            assignments,
            provenance);
  }

  private static String first(String order, FieldGroup group, String name) {
    return "(array_agg(id order by %s) filter (where num_nonnulls(%s) > 0))[1] as %s"
        .formatted(order, String.join(", ", group.fields()), name);
  }

  /** SQL: what chose the value: the rule, or for a name that it is the fullest. */
  private static String named(FieldGroup group, SurvivorshipRule rule) {
    return group == FieldGroup.NAME
        ? "case when from_NAME = ruled then '%s' else 'FULLEST' end".formatted(rule)
        : "'%s'".formatted(rule);
  }

  private static <T> String lines(T[] of, Function<T, String> line) {
    return Arrays.stream(of).map(line).collect(Collectors.joining(", "));
  }
}
