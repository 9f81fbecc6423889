package org.klantbrug.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.shared.Database;

/**
 * Finds customers by whatever was typed: a number of either company, a phone number, an e-mail
 * address, postcode and house number, or parts of a name in any order. Names that only look like it
 * are tried when the rest finds too little.
 */
@ApplicationScoped
public class CustomerSearch {
  /** Below this many hits by name, similar names are tried as well. */
  private static final int TOO_LITTLE = 3;

  /** So many names are put in order; who types what fits more must type more. */
  private static final int ENOUGH = 2_000;

  private static final Pattern POSTCODE =
      Pattern.compile("(?i)^\\s*(\\d{4}\\s?[a-z]{2}|\\d{4,5})[\\s,]+(\\d+)\\s*\\S*\\s*$");
  private static final Pattern POSTCODE_ALONE = Pattern.compile("(?i)^\\s*\\d{4}\\s?[a-z]{2}\\s*$");

  private Database database;

  /** For the container. */
  public CustomerSearch() {}

  @Inject
  public CustomerSearch(Database database) {
    this.database = database;
  }

  /**
   * Customers that fit, the surest first: exact on number, e-mail, phone or address before name.
   *
   * @param typed what the person typed; nothing finds nothing
   * @param limit most hits wanted
   */
  public List<CustomerHit> find(String typed, int limit, Sight sight) {
    return database.inTransaction(handle -> find(handle, typed, limit, sight));
  }

  /** As {@link #find(String, int, Sight)}, where the handle looks. */
  public List<CustomerHit> find(Handle handle, String typed, int limit, Sight sight) {
    if (typed == null || typed.isBlank()) {
      return List.of();
    }
    handle.execute("set local plan_cache_mode = force_custom_plan");
    var hits = new LinkedHashMap<Long, CustomerHit>();
    exactly(handle, typed.strip(), limit, sight)
        .forEach(hit -> hits.putIfAbsent(hit.partyId(), hit));
    var words = hits.isEmpty() ? words(handle, typed) : List.<String>of();
    if (!words.isEmpty()) {
      byName(handle, words, limit, sight).forEach(hit -> hits.putIfAbsent(hit.partyId(), hit));
      if (hits.size() < Math.min(TOO_LITTLE, limit)) {
        bySimilarName(handle, words, limit, sight)
            .forEach(hit -> hits.putIfAbsent(hit.partyId(), hit));
      }
    }
    return hits.values().stream().limit(limit).toList();
  }

  private static List<CustomerHit> exactly(Handle handle, String typed, int limit, Sight sight) {
    var ways = new ArrayList<String>();
    ways.add(
        "select 1 as sure, 'NUMBER' as found_by, i.id from customer_identity i where i.source_key = :typed");
    ways.add(
        "select 1, 'NUMBER', l.identity_id from customer_parties_by_number(:typed) n (id) join customer_party_link l on l.party_id = n.id");
    if (typed.indexOf('@') > 0) {
      ways.add(
          "select 2, 'EMAIL', i.id from customer_identity i where i.search_email = lower(:typed)");
      ways.add(byHand(2, "EMAIL", "p.search_email = lower(:typed)"));
    }
    var phone = phone(typed);
    if (phone.isPresent()) {
      ways.add("select 3, 'PHONE', i.id from customer_identity i where i.phone = :phone");
      ways.add("select 3, 'PHONE', i.id from customer_identity i where i.phone_other = :phone");
      ways.add(byHand(3, "PHONE", "p.phone = :phone"));
    }
    var address = POSTCODE.matcher(typed);
    var withNumber = address.matches();
    if (withNumber || POSTCODE_ALONE.matcher(typed).matches()) {
      ways.add(
          "select 4, 'POSTCODE', i.id from customer_identity i where i.search_postcode = :postcode"
              + atNumber("i", withNumber));
      ways.add(byHand(4, "POSTCODE", "p.search_postcode = :postcode" + atNumber("p", withNumber)));
    }
    return hits(
            handle,
            "select sure, found_by, id, 0 as rank from ("
                + String.join(" union all ", ways)
                + ") w",
            sight)
        .bind("typed", typed)
        .bind("phone", phone.orElse(null))
        .bind(
            "postcode",
            (withNumber ? address.group(1) : typed).replaceAll("\\s", "").toUpperCase(Locale.ROOT))
        .bind("houseNumber", withNumber ? address.group(2) : null)
        .bind("limit", limit)
        .map(ConstructorMapper.of(CustomerHit.class))
        .list();
  }

  private static String atNumber(String alias, boolean withNumber) {
    return withNumber
        ? " and (substring(%1$s.house_number from '^[0-9]+') = :houseNumber or (%1$s.house_number is null and %1$s.address_line ~ ('\\m' || :houseNumber || '\\M')))"
            .formatted(alias)
        : "";
  }

  /** Identities of parties whose golden value, set by hand, is what was typed. */
  private static String byHand(int sure, String foundBy, String condition) {
    return "select %d, '%s', l.identity_id from customer_party p join customer_party_link l on l.party_id = p.id where p.set_by_hand and %s"
        .formatted(sure, foundBy, condition);
  }

  private static List<CustomerHit> byName(
      Handle handle, List<String> words, int limit, Sight sight) {
    var prefixes = words.stream().map(word -> word + ":*").collect(Collectors.joining(" & "));
    return hits(
            handle,
            """
            (select 5 as sure, 'NAME' as found_by, n.id, -similarity(n.search_name, :plain) as rank
               from (select i.id, i.search_name from customer_identity i
                      where to_tsvector('simple', i.search_name) @@ to_tsquery('simple', :prefixes) limit :enough) n
              order by rank, n.id limit :many)
            union all
            """
                + byHand(
                        5,
                        "NAME",
                        "to_tsvector('simple', p.search_name) @@ to_tsquery('simple', :prefixes)")
                    .replace("l.identity_id from", "l.identity_id, 0 from"),
            sight)
        .bind("prefixes", prefixes)
        .bind("enough", ENOUGH)
        .bind("plain", String.join(" ", words))
        .bind("many", limit * 4)
        .bind("limit", limit)
        .map(ConstructorMapper.of(CustomerHit.class))
        .list();
  }

  private static List<CustomerHit> bySimilarName(
      Handle handle, List<String> words, int limit, Sight sight) {
    handle.execute("set local pg_trgm.similarity_threshold = 0.5");
    return hits(
            handle,
            """
            select 6 as sure, 'SIMILAR_NAME' as found_by, i.id, i.search_name <-> :plain as rank from customer_identity i
             where i.search_name % :plain order by rank limit :many
            """,
            sight)
        .bind("plain", String.join(" ", words))
        .bind("many", limit * 4)
        .bind("limit", limit)
        .map(ConstructorMapper.of(CustomerHit.class))
        .list();
  }

  /** One hit per party, of identities that may be seen; {@code found}: sure, found_by, id, rank. */
  private static Query hits(Handle handle, String found, Sight sight) {
    return sight.bindTo(
        handle
            .createQuery(
                """
                select h.*, %3$s as name,
                       array(select c.name || ' ' || i.source_key
                               from customer_party_link l
                               join customer_identity i on i.id = l.identity_id
                               join customer_company c on c.id = i.company_id
                              where l.party_id = h.party_id and %2$s and %4$s
                              order by c.ours desc, i.id) as numbers
                  from (
                  select distinct on (p.id) p.id as party_id, p.number,
                         i.birth_date, concat_ws(' ', i.street, concat(i.house_number, i.house_number_addition), i.address_line) as address,
                         i.postcode, i.city, w.found_by, c.name || ' ' || i.source_key as found_in, w.sure, w.rank
                    from (%1$s) w
                    join customer_identity i on i.id = w.id
                    join customer_company c on c.id = i.company_id
                    join customer_party_link l on l.identity_id = i.id
                    join customer_party p on p.id = l.party_id
                   where %2$s and %4$s
                   order by p.id, w.sure, w.rank, c.ours desc) h
                  join customer_party p on p.id = h.party_id
                  %5$s
                 order by sure, rank, name, party_id limit :limit
                """
                    .formatted(
                        found,
                        Sight.LINK_COUNTS,
                        CustomerName.sql("n"),
                        Sight.COMPANY_SEEN,
                        GoldenName.JOIN))
            .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true)));
  }

  /** A phone number as it is kept, E.164; a number without country is Dutch. */
  private static Optional<String> phone(String typed) {
    if (!typed.matches("[+0-9()\\s./-]{8,25}")) {
      return Optional.empty();
    }
    try {
      var util = PhoneNumberUtil.getInstance();
      return Optional.of(util.format(util.parse(typed, "NL"), PhoneNumberFormat.E164));
    } catch (NumberParseException notANumber) {
      return Optional.empty(); // then it is something else that was typed
    }
  }

  /** The words of a name as they are compared; one letter alone finds half of all customers. */
  private static List<String> words(Handle handle, String typed) {
    var words =
        handle
            .createQuery("select distinct unnest(string_to_array(customer_plain(:typed), ' '))")
            .bind("typed", typed)
            .mapTo(String.class)
            .list();
    return words.stream().allMatch(word -> word.length() < 2) ? List.of() : words;
  }
}
