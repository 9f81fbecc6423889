package org.klantbrug.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.PlannedEachTime;

/**
 * Finds customers by whatever was typed: a number of either company, of a contract, an invoice, a
 * complaint or a signal, a bank account, a phone number, an e-mail address, postcode and house
 * number, a date of birth, or parts of a name in any order, with the place before or behind it.
 * Names that only look like it are tried when the rest finds too little.
 */
@ApplicationScoped
public class CustomerSearch {
  /** Below this many hits by name, similar names are tried as well. */
  private static final int TOO_LITTLE = 3;

  /** So many names are put in order; who types what fits more must type more. */
  private static final int ENOUGH = 2_000;

  /** A shorter number of a contract or an invoice is taken for something else. */
  private static final int SHORTEST_REFERENCE = 4;

  /**
   * So much of each word must be found in a name that only looks like it: at first what one letter
   * too many or too few leaves over, then what another letter in its middle does.
   */
  private static final List<Double> NEAR = List.of(0.55, 0.4);

  private static final Pattern IBAN = Pattern.compile("(?i)[a-z]{2}\\d{2}[a-z0-9]{8,30}");
  private static final Pattern POSTCODE =
      Pattern.compile("(?i)^\\s*(\\d{4}\\s?[a-z]{2}|\\d{4,5})[\\s,]+(\\d+)\\s*\\S*\\s*$");
  private static final Pattern DATE =
      Pattern.compile("^\\s*(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4})\\s*$");
  private static final Pattern ISO_DATE = Pattern.compile("^\\s*(\\d{4})-(\\d{2})-(\\d{2})\\s*$");

  /** A name with its place has no more words. */
  private static final int MOST_WORDS = 6;

  private static final Pattern POSTCODE_ALONE = Pattern.compile("(?i)^\\s*\\d{4}\\s?[a-z]{2}\\s*$");

  /** The best of what was found are described: only they need names and numbers. */
  private static final String HITS =
      """
      select b.*, %1$s as name,
             array(select c.name || ' ' || i.source_key
                     from customer_party_link l
                     join customer_identity i on i.id = l.identity_id
                     join customer_company c on c.id = i.company_id
                    where l.party_id = b.party_id and %2$s and %3$s
                    order by c.ours desc, i.id) as numbers
        from (
        select * from (
          select distinct on (p.id) p.id as party_id, p.number,
                 i.birth_date, concat_ws(' ', i.street, concat(i.house_number, i.house_number_addition), i.address_line) as address,
                 i.postcode, i.city, w.found_by, c.name || ' ' || i.source_key as found_in, w.sure, w.rank
            from unnest(:sures, :ways, :ids, :ranks) as w (sure, found_by, id, rank)
            join customer_identity i on i.id = w.id
            join customer_company c on c.id = i.company_id
            join customer_party_link l on l.identity_id = i.id
            join customer_party p on p.id = l.party_id
           where %2$s and %3$s
           order by p.id, w.sure, w.rank, c.ours desc) h
         order by sure, rank, party_id limit :limit) b
        join customer_party p on p.id = b.party_id
        %4$s
       order by sure, rank, name, party_id
      """
          .formatted(CustomerName.sql("n"), Sight.LINK_COUNTS, Sight.COMPANY_SEEN, GoldenName.JOIN);

  private static final RowMapper<Found> FOUND =
      (row, context) ->
          new Found(
              row.getInt("sure"),
              row.getString("found_by"),
              row.getLong("id"),
              row.getDouble("rank"));

  private Database database;

  /** An identity that fits: how surely, by what, and how near; lower comes first. */
  private record Found(int sure, String foundBy, long id, double rank) {}

  /** For the container. */
  public CustomerSearch() {}

  /** Works on this database. */
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
    var hits = new LinkedHashMap<Long, CustomerHit>();
    Consumer<List<Found>> seen =
        found ->
            hits(handle, found, limit, sight).forEach(hit -> hits.putIfAbsent(hit.partyId(), hit));
    seen.accept(exactly(handle, typed.strip()));
    var words = hits.isEmpty() ? words(handle, typed) : List.<String>of();
    if (!words.isEmpty()) {
      seen.accept(byName(handle, words, limit));
      if (hits.isEmpty()) {
        seen.accept(byNameAndPlace(handle, typed, limit));
      }
      if (hits.size() < Math.min(TOO_LITTLE, limit)) {
        seen.accept(bySimilarName(handle, words, limit));
      }
    }
    return hits.values().stream().limit(limit).toList();
  }

  private static List<Found> exactly(Handle handle, String typed) {
    var ways = byNumber(typed);
    if (typed.indexOf('@') > 0) {
      ways.add(
          "select 2, 'EMAIL', i.id, 0 from customer_identity i where i.search_email = lower(:typed)");
      ways.add(byHand(2, "EMAIL", "p.search_email = lower(:typed)"));
    }
    var phone = Telephone.asKept(typed);
    if (phone.isPresent()) {
      ways.add("select 3, 'PHONE', i.id, 0 from customer_identity i where i.phone = :phone");
      ways.add("select 3, 'PHONE', i.id, 0 from customer_identity i where i.phone_other = :phone");
      ways.add(byHand(3, "PHONE", "p.phone = :phone"));
      ways.add(byHand(3, "PHONE", "p.phone_other = :phone"));
    }
    var birth = date(typed);
    if (birth.isPresent()) {
      ways.add(
          "select 4, 'BIRTH_DATE', i.id, 0 from customer_identity i where i.birth_date = :birth");
      ways.add(byHand(4, "BIRTH_DATE", "p.birth_date = :birth"));
    }
    var address = POSTCODE.matcher(typed);
    var withNumber = address.matches();
    if (withNumber || POSTCODE_ALONE.matcher(typed).matches()) {
      ways.add(
          "select 4, 'POSTCODE', i.id, 0 from customer_identity i where i.search_postcode = :postcode"
              + atNumber("i", withNumber));
      ways.add(byHand(4, "POSTCODE", "p.search_postcode = :postcode" + atNumber("p", withNumber)));
    }
    return found(
            handle,
            "select sure, found_by, id, rank from (" + String.join(" union all ", ways) + ") w")
        .bind("typed", typed)
        .bind("phone", phone.orElse(null))
        .bind("birth", birth.orElse(null))
        .bind(
            "postcode",
            (withNumber ? address.group(1) : typed).replaceAll("\\s", "").toUpperCase(Locale.ROOT))
        .bind("houseNumber", withNumber ? address.group(2) : null)
        .map(FOUND)
        .list();
  }

  /** By any number that stands on a paper of his, however it is written. */
  private static List<String> byNumber(String typed) {
    var ways = new ArrayList<String>();
    ways.add(
        "select 1 as sure, 'NUMBER' as found_by, i.id, 0 as rank from customer_identity i where i.source_key = :typed");
    var plain = typed.replaceAll("[^A-Za-z0-9]", "");
    if (plain.chars().noneMatch(Character::isDigit)) {
      return ways;
    }
    ways.add(
        "select 1, 'NUMBER', l.identity_id, 0 from customer_parties_by_number(:typed) n (id) join customer_party_link l on l.party_id = n.id where "
            + Sight.LINK_COUNTS);
    ways.add(
        "select 1, 'NUMBER', i.id, 1 from customer_identity i where "
            + CustomerNumbers.WRITTEN.formatted(":typed"));
    if (plain.length() >= SHORTEST_REFERENCE) {
      ways.add(
          "select 1, r.found_by, r.identity_id, 2 from customer_identities_by_reference(:typed) r");
    }
    if (IBAN.matcher(plain).matches()) {
      ways.add("select 1, 'IBAN', a.id, 2 from customer_identities_by_iban(:typed) a (id)");
      ways.add(byHand(1, "IBAN", "customer_number_plain(p.iban) = customer_number_plain(:typed)"));
    }
    return ways;
  }

  private static String atNumber(String alias, boolean withNumber) {
    return withNumber
        ? " and (substring(%1$s.house_number from '^[0-9]+') = :houseNumber or (%1$s.house_number is null and %1$s.address_line ~ ('\\m' || :houseNumber || '\\M')))"
            .formatted(alias)
        : "";
  }

  /** Identities of parties whose golden value, set by hand, is what was typed. */
  private static String byHand(int sure, String foundBy, String condition) {
    return "select %d, '%s', l.identity_id, 0 from customer_party p join customer_party_link l on l.party_id = p.id where p.set_by_hand and %s and %s"
        .formatted(sure, foundBy, condition, Sight.LINK_COUNTS);
  }

  private static List<Found> byName(Handle handle, List<String> words, int limit) {
    var prefixes = words.stream().map(word -> word + ":*").collect(Collectors.joining(" & "));
    return found(
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
                    "to_tsvector('simple', p.search_name) @@ to_tsquery('simple', :prefixes)"))
        .bind("prefixes", prefixes)
        .bind("enough", ENOUGH)
        .bind("plain", String.join(" ", words))
        .bind("many", limit * 4)
        .map(FOUND)
        .list();
  }

  /** As Dutch people write a date, or as computers do; empty if it is none. */
  private static Optional<LocalDate> date(String typed) {
    var dutch = DATE.matcher(typed);
    var iso = ISO_DATE.matcher(typed);
    try {
      if (dutch.matches()) {
        return Optional.of(day(dutch.group(3), dutch.group(2), dutch.group(1)));
      }
      return iso.matches()
          ? Optional.of(day(iso.group(1), iso.group(2), iso.group(3)))
          : Optional.empty();
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }

  private static LocalDate day(String year, String month, String day) {
    return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
  }

  /** A name with the place behind or before it, however many words each has. */
  private static List<Found> byNameAndPlace(Handle handle, String typed, int limit) {
    var words =
        handle
            .createQuery(
                "select w from unnest(string_to_array(customer_plain(:typed), ' ')) with ordinality as u (w, n) where w <> '' order by n")
            .bind("typed", typed)
            .mapTo(String.class)
            .list();
    if (words.size() > MOST_WORDS) {
      return List.of();
    }
    return IntStream.range(1, words.size())
        .boxed()
        .flatMap(
            cut ->
                Stream.of(
                    inPlace(handle, words.subList(0, cut), words.subList(cut, words.size()), limit),
                    inPlace(
                        handle, words.subList(cut, words.size()), words.subList(0, cut), limit)))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Found> inPlace(
      Handle handle, List<String> name, List<String> place, int limit) {
    return found(
            handle,
            """
            select 5 as sure, 'NAME_AND_PLACE' as found_by, i.id, -similarity(i.search_name, :plain) as rank
              from customer_identity i
             where to_tsvector('simple', i.search_name) @@ to_tsquery('simple', :prefixes)
               and customer_plain(i.city) = :place
             order by rank, i.id limit :many""")
        .bind("prefixes", name.stream().map(word -> word + ":*").collect(Collectors.joining(" & ")))
        .bind("plain", String.join(" ", name))
        .bind("place", String.join(" ", place))
        .bind("many", limit)
        .map(FOUND)
        .list();
  }

  /** Each word may be one letter off, wherever it stands in the name. */
  private static List<Found> bySimilarName(Handle handle, List<String> words, int limit) {
    handle.execute("set local enable_seqscan = off"); // else so many fit that all are read
    var found =
        NEAR.stream()
            .map(near -> bySimilarName(handle, words, near, limit))
            .filter(some -> !some.isEmpty())
            .findFirst()
            .orElse(List.of());
    handle.execute("set local enable_seqscan = on");
    return found;
  }

  private static List<Found> bySimilarName(
      Handle handle, List<String> words, double near, int limit) {
    handle.execute("set local pg_trgm.word_similarity_threshold = " + near);
    var query =
        found(
            handle,
            """
            select 6 as sure, 'SIMILAR_NAME' as found_by, n.id, n.search_name <-> :plain as rank
              from (select i.id, i.search_name from customer_identity i where %s limit :enough) n
             order by rank, n.id limit :many
            """
                .formatted(
                    IntStream.range(0, words.size())
                        .mapToObj(at -> ":word" + at + " <% i.search_name")
                        .collect(Collectors.joining(" and "))));
    for (var at = 0; at < words.size(); at++) {
      query.bind("word" + at, words.get(at));
    }
    return query
        .bind("plain", String.join(" ", words))
        .bind("enough", ENOUGH)
        .bind("many", limit * 4)
        .map(FOUND)
        .list();
  }

  /** A statement of which the plan depends on what was typed. */
  private static Query found(Handle handle, String sql) {
    return handle
        .createQuery(sql)
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .addCustomizer(new PlannedEachTime());
  }

  /** One hit per party, of the identities that may be seen. */
  private static List<CustomerHit> hits(Handle handle, List<Found> found, int limit, Sight sight) {
    if (found.isEmpty()) {
      return List.of();
    }
    return sight
        .bindTo(handle.createQuery(HITS))
        .bindArray("sures", Integer.class, found.stream().map(Found::sure).toList())
        .bindArray("ways", String.class, found.stream().map(Found::foundBy).toList())
        .bindArray("ids", Long.class, found.stream().map(Found::id).toList())
        .bindArray("ranks", Double.class, found.stream().map(Found::rank).toList())
        .bind("limit", limit)
        .map(ConstructorMapper.of(CustomerHit.class))
        .list();
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
