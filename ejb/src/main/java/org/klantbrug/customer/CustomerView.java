package org.klantbrug.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerPage.GoldenValue;
import org.klantbrug.customer.CustomerPage.Identity;
import org.klantbrug.customer.CustomerPage.Origin;
import org.klantbrug.shared.Database;

/** Reads who a customer is, in two statements. */
@ApplicationScoped
public class CustomerView {
  private static final ZoneId HERE = ZoneId.of("Europe/Amsterdam");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Database database;

  /** For the container. */
  public CustomerView() {}

  /** Works on this database. */
  @Inject
  public CustomerView(Database database) {
    this.database = database;
  }

  /** The head of a customer; empty if there is none, or none that may be seen. */
  public Optional<CustomerPage> find(long partyId, Sight sight) {
    return database.with(handle -> find(handle, partyId, sight));
  }

  /** As {@link #find(long, Sight)}, where the handle looks. */
  public Optional<CustomerPage> find(Handle handle, long partyId, Sight sight) {
    var identities = identities(handle, partyId, sight);
    if (identities.isEmpty()) {
      return Optional.empty();
    }
    return handle
        .createQuery(
            """
            select number, provenance, golden_at, version, %s,
                   (select jsonb_object_agg(s.id, s.full_name) from identity_staff s
                     where s.id in (select cast(e.value->>'staff' as bigint) from jsonb_each(p.provenance) e
                                     where e.value->>'rule' = 'HAND')) as setters
              from customer_party p where id = :party
            """
                .formatted(String.join(", ", FieldGroup.allFields())))
        .bind("party", partyId)
        .map((rs, context) -> page(partyId, rs, identities))
        .findOne();
  }

  /**
   * Who the access log names when somebody sees what companies delivered: the customers we serve,
   * and of those who have not come over what was delivered of them.
   *
   * @param handle where live customers are read
   * @param identities keys of what was seen
   */
  public static List<Audit.Subject> subjects(Handle handle, Collection<Long> identities) {
    return handle
        .createQuery(
            """
            select distinct case when l.party_id is null then 'identity' else 'customer' end as kind,
                   coalesce(l.party_id, i.id) as id
              from unnest(:identities) i (id)
              left join customer_party_link l on l.identity_id = i.id and %s
             order by 1, 2
            """
                .formatted(Sight.LINK_COUNTS))
        .bindArray("identities", Long.class, identities)
        .map(ConstructorMapper.of(Audit.Subject.class))
        .list();
  }

  /**
   * By which number people know the customers that the access log names.
   *
   * @param subjects of kinds {@code customer} and {@code identity}; others are passed over
   */
  public Map<Audit.Subject, String> numbers(Collection<Audit.Subject> subjects) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select 'customer' as kind, p.id, p.number from customer_party p where p.id = any(:customer)
                    union all
                    select 'identity', i.id, c.name || ' ' || i.source_key
                      from customer_identity i join customer_company c on c.id = i.company_id where i.id = any(:identity)
                    """)
                .bindArray("customer", Long.class, Audit.Subject.ids(subjects, "customer"))
                .bindArray("identity", Long.class, Audit.Subject.ids(subjects, "identity"))
                .map(
                    (rs, context) ->
                        Map.entry(
                            new Audit.Subject(rs.getString("kind"), rs.getLong("id")),
                            rs.getString("number")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static List<Identity> identities(Handle handle, long partyId, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                select i.*, c.name as company, c.ours, d.file_name, case when l.ended_at is null then l.reason else 'TAKEN_BACK' end as reason, l.linked_at, e.erased_at
                  from customer_party_link l
                  join customer_identity i on i.id = l.identity_id
                  join customer_company c on c.id = i.company_id
                  left join customer_delivery d on d.id = i.delivery_id
                  left join customer_erased e on e.identity_id = i.id
                 where l.party_id = :party and %s and %s
                 order by c.ours desc, i.id
                """
                    .formatted(Sight.SHOWN_LINK, Sight.COMPANY_SEEN)))
        .bind("party", partyId)
        .map((rs, context) -> identity(rs))
        .list();
  }

  private static Identity identity(ResultSet rs) throws SQLException {
    var values = new LinkedHashMap<String, String>();
    for (var field : FieldGroup.allFields()) {
      putIfThere(values, field, rs.getString(field));
    }
    return new Identity(
        rs.getLong("id"),
        new Origin(
            rs.getLong("company_id"),
            rs.getString("company"),
            rs.getBoolean("ours"),
            rs.getString("file_name"),
            rs.getObject("line_no", Long.class),
            rs.getString("source_key")),
        rs.getString("reason"),
        rs.getTimestamp("linked_at").toInstant(),
        rs.getTimestamp("extract_as_of").toInstant().atZone(HERE).toLocalDate(),
        rs.getTimestamp("erased_at") == null ? null : rs.getTimestamp("erased_at").toInstant(),
        values);
  }

  private static void putIfThere(Map<String, String> values, String field, String value) {
    if (value != null) {
      values.put(field, value);
    }
  }

  private static CustomerPage page(long partyId, ResultSet rs, List<Identity> identities)
      throws SQLException {
    var provenance = json(rs.getString("provenance"));
    var setters = rs.getString("setters") == null ? JSON.nullNode() : json(rs.getString("setters"));
    var values = new LinkedHashMap<String, GoldenValue>();
    for (var field : FieldGroup.allFields()) {
      var value = value(field, rs.getString(field), provenance, setters, identities);
      if (value != null) {
        values.put(field, value);
      }
    }
    return new CustomerPage(
        partyId,
        rs.getString("number"),
        name(values),
        values,
        rs.getTimestamp("golden_at").toInstant(),
        rs.getInt("version"),
        identities);
  }

  /**
   * The golden value, unless it comes from a company behind the wall: then what the others gave.
   */
  private static GoldenValue value(
      String field,
      String golden,
      JsonNode provenance,
      JsonNode setters,
      List<Identity> identities) {
    if (isByHand(provenance.path(field))) {
      var by = provenance.path(field);
      return golden == null
          ? null
          : new GoldenValue(
              golden,
              "HAND",
              null,
              by.path("staff").asLong(),
              moment(by.path("at").asText()),
              setters.path(by.path("staff").asText()).asText());
    }
    var chosen =
        provenance.path(FieldGroup.of(field).name()).isMissingNode()
            ? provenance.path("*")
            : provenance.path(FieldGroup.of(field).name());
    var from =
        identities.stream()
            .filter(identity -> identity.id() == chosen.path("identity").asLong())
            .findFirst();
    if (from.isPresent()) {
      var rule = decidedBy(chosen.path("rule").asText(), field, from.get(), identities);
      return golden == null
          ? null
          : new GoldenValue(golden, rule, from.get().origin(), null, null, null);
    }
    var seen = identities.get(0);
    return seen.values().containsKey(field)
        ? new GoldenValue(seen.values().get(field), "OURS_FIRST", seen.origin(), null, null, null)
        : null;
  }

  /** A rule that chooses between companies says nothing where only one gave a value. */
  private static String decidedBy(
      String rule, String field, Identity from, List<Identity> identities) {
    var fields = FieldGroup.of(field).fields();
    var givers =
        identities.stream()
            .filter(identity -> fields.stream().anyMatch(identity.values()::containsKey))
            .count();
    if (givers <= 1) {
      return "ONLY_SOURCE";
    }
    return rule.equals("OURS_FIRST") && !from.origin().ours() ? "OURS_MISSING" : rule;
  }

  private static boolean isByHand(JsonNode provenance) {
    return provenance.path("rule").asText().equals("HAND");
  }

  private static Instant moment(String json) {
    return OffsetDateTime.parse(json).toInstant();
  }

  private static String name(Map<String, GoldenValue> values) {
    return CustomerName.of(
        text(values, "given_name"),
        text(values, "initials"),
        text(values, "prefix"),
        text(values, "family_name"),
        text(values, "full_name"),
        text(values, "organisation_name"));
  }

  private static String text(Map<String, GoldenValue> values, String field) {
    return values.containsKey(field) ? values.get(field).value() : null;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database gave JSON that cannot be read", e);
    }
  }
}
