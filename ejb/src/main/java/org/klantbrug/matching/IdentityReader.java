package org.klantbrug.matching;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Customer identities as the matcher compares them. The one place that knows where their values
 * are.
 */
final class IdentityReader {
  private static final int AT_ONCE = 1_000;
  private static final int PAGE = 10_000;

  /** Which column is compared as what; a kind may come twice. */
  private static final Map<String, FieldKind> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("coalesce(nullif(given_name, ''), initials)", FieldKind.GIVEN_NAME);
    COLUMNS.put("concat_ws(' ', prefix, family_name)", FieldKind.FAMILY_NAME);
    COLUMNS.put("full_name", FieldKind.FULL_NAME);
    COLUMNS.put("organisation_name", FieldKind.ORGANISATION_NAME);
    COLUMNS.put("to_char(birth_date, 'YYYYMMDD')", FieldKind.BIRTH_DATE);
    COLUMNS.put("street", FieldKind.STREET);
    COLUMNS.put("concat_ws(' ', house_number, house_number_addition)", FieldKind.HOUSE_NUMBER);
    COLUMNS.put("address_line", FieldKind.ADDRESS_LINE);
    COLUMNS.put("postcode", FieldKind.POSTCODE);
    COLUMNS.put("city", FieldKind.CITY);
    COLUMNS.put("region", FieldKind.REGION);
    COLUMNS.put("email", FieldKind.EMAIL);
    COLUMNS.put("phone", FieldKind.PHONE);
    COLUMNS.put("iban", FieldKind.IBAN);
    COLUMNS.put("sex", FieldKind.SEX);
  }

  private static final String SELECT =
      "select id, " + String.join(", ", COLUMNS.keySet()) + " from customer_identity ";

  private final MatchLayout layout;
  private final ValueCache cache = new ValueCache();

  IdentityReader(MatchLayout layout) {
    this.layout = layout;
  }

  /**
   * The kinds of our columns, for which a model is estimated; those that nobody fills are left out.
   */
  static List<FieldKind> kindsInUse(Handle handle, long leftCompany, long rightCompany) {
    var counts = new ArrayList<String>();
    COLUMNS.keySet().forEach(column -> counts.add("count(nullif(" + column + ", ''))"));
    var used = new ArrayList<FieldKind>();
    var perSide =
        handle
            .createQuery(
                "select "
                    + String.join(", ", counts)
                    + " from customer_identity where company_id in (:left, :right) group by company_id")
            .bind("left", leftCompany)
            .bind("right", rightCompany)
            .map((row, context) -> filled(row))
            .list();
    var kinds = List.copyOf(COLUMNS.values());
    for (var at = 0; at < kinds.size(); at++) {
      if (isInUse(kinds, at, perSide)) {
        used.add(kinds.get(at));
      }
    }
    return used;
  }

  /** A full name at one company is compared with the names apart at the other. */
  private static boolean isInUse(List<FieldKind> kinds, int at, List<boolean[]> perSide) {
    var full = kinds.indexOf(FieldKind.FULL_NAME);
    return switch (kinds.get(at)) {
      case FULL_NAME -> perSide.stream().anyMatch(filled -> filled[full]);
      case GIVEN_NAME, FAMILY_NAME ->
          perSide.stream().allMatch(filled -> filled[at] || filled[full]);
      default -> perSide.stream().allMatch(filled -> filled[at]);
    };
  }

  private static boolean[] filled(ResultSet row) throws SQLException {
    var filled = new boolean[COLUMNS.size()];
    for (var i = 0; i < filled.length; i++) {
      filled[i] = row.getLong(i + 1) > 0;
    }
    return filled;
  }

  /**
   * Persons of a company in the order of their ids; {@code perMille} of them, always the same ones.
   */
  List<MatchPerson> sample(Handle handle, long company, int perMille) {
    var found = new ArrayList<MatchPerson>();
    handle
        .createQuery(
            SELECT
                + "where company_id = :company and abs(hashint8(id) % 1000) < :share order by id")
        .bind("company", company)
        .bind("share", perMille)
        .setFetchSize(AT_ONCE)
        .map((row, context) -> person(row))
        .forEach(found::add);
    return found;
  }

  /**
   * The next persons of a company behind {@code after}, by id; a new cache each time, so that
   * memory stays bounded.
   */
  List<MatchPerson> page(Handle handle, long company, long after) {
    var pageOnly = new IdentityReader(layout);
    return handle
        .createQuery(SELECT + "where company_id = :company and id > :after order by id limit :most")
        .bind("company", company)
        .bind("after", after)
        .bind("most", PAGE)
        .map((row, context) -> pageOnly.person(row))
        .list();
  }

  /** The persons of a company whose ids are in this range, both ends included. */
  List<MatchPerson> between(Handle handle, long company, long first, long last) {
    return handle
        .createQuery(SELECT + "where company_id = :company and id between :first and :last")
        .bind("company", company)
        .bind("first", first)
        .bind("last", last)
        .setFetchSize(AT_ONCE)
        .map((row, context) -> person(row))
        .list();
  }

  /** These persons, by id. */
  Map<Long, MatchPerson> read(Handle handle, Iterable<Long> ids) {
    var found = new HashMap<Long, MatchPerson>();
    var wanted = new ArrayList<Long>();
    ids.forEach(wanted::add);
    handle
        .createQuery(SELECT + "where id = any(:ids)")
        .bindArray("ids", Long.class, wanted)
        .setFetchSize(AT_ONCE)
        .map((row, context) -> person(row))
        .forEach(person -> found.put(person.id(), person));
    return found;
  }

  private MatchPerson person(ResultSet row) throws SQLException {
    var raw = new ArrayList<String>();
    var column = 2;
    for (var kind : COLUMNS.values()) {
      var value = row.getString(column++);
      if (layout.delivered().contains(kind)) {
        raw.add(value);
      }
    }
    return layout.person(row.getLong("id"), raw, cache);
  }
}
