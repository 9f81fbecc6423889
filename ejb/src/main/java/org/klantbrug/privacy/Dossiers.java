package org.klantbrug.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** All that we keep of a customer, over both companies, as the catalogue says where it is. */
@ApplicationScoped
public class Dossiers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> ROW = new TypeReference<>() {};

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private PrivacyRequests requests;

  /** For the container. */
  protected Dossiers() {}

  /** Works with these. */
  @Inject
  public Dossiers(Database database, BusinessClock clock, Audit audit, PrivacyRequests requests) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.requests = requests;
  }

  /**
   * What one table holds of the customer.
   *
   * @param table its name, by which the languages call it
   * @param rows by column; values as JSON has them
   */
  public record Part(String table, List<LinkedHashMap<String, Object>> rows) {}

  /**
   * A dossier.
   *
   * @param number of the customer
   * @param parts those that hold something, in the order of the catalogue
   */
  public record Dossier(String number, Instant madeAt, List<Part> parts) {}

  /**
   * A dossier to be read on paper.
   *
   * @param company who we are
   * @param companies which company knows the customer as an identity, by its key
   */
  public record Paper(Dossier dossier, String company, Map<Long, String> companies) {}

  /** As {@link #make}, with what a reader wants to know besides. */
  public Paper makePaper(long requestId, Staff staff) {
    return database.inTransaction(
        handle -> {
          var dossier = make(requestId, staff);
          return new Paper(dossier, ourName(handle), companies(handle, dossier));
        });
  }

  private static String ourName(Handle handle) {
    return handle
        .createQuery("select name from customer_company where ours")
        .mapTo(String.class)
        .findFirst()
        .orElse("");
  }

  private static Map<Long, String> companies(Handle handle, Dossier dossier) {
    var identities =
        dossier.parts().stream()
            .filter(part -> part.table().equals("customer_identity"))
            .flatMap(part -> part.rows().stream())
            .map(row -> ((Number) row.get("id")).longValue())
            .toList();
    return handle
        .createQuery(
            "select i.id, c.name from customer_identity i join customer_company c on c.id = i.company_id where i.id = any(:identities)")
        .bindArray("identities", Long.class, identities)
        .map((row, context) -> Map.entry(row.getLong("id"), row.getString("name")))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Makes the dossier that was asked for, and writes down that it was made, and for which request.
   *
   * @throws org.klantbrug.shared.RuleBroken if nobody asked for it or he was answered already, or
   *     one of his companies is behind the wall for this person
   */
  public Dossier make(long requestId, Staff staff) {
    return database.inTransaction(
        handle -> {
          var request = requests.readForDossier(handle, requestId);
          var subject =
              Subject.read(handle, request.partyId(), new Sight(clock.today(), staff.cleanTeam()))
                  .withLines(handle);
          requests.dossierMade(handle, requestId, staff);
          audit.record(
              handle,
              staff.id(),
              staff.login(),
              "dossierMade",
              "customer",
              subject.partyId(),
              PrivacyRequests.SUBJECT + " " + requestId);
          return of(handle, subject);
        });
  }

  Dossier of(Handle handle, Subject subject) {
    return new Dossier(
        subject.number(),
        clock.now(),
        PersonalData.places().stream()
            .filter(place -> !place.shown().isEmpty())
            .map(place -> new Part(place.table(), rows(handle, place, subject)))
            .filter(part -> !part.rows().isEmpty())
            .toList());
  }

  private static List<LinkedHashMap<String, Object>> rows(
      Handle handle, Place place, Subject subject) {
    var columns =
        place.shown().stream().map(column -> "t." + column).collect(Collectors.joining(", "));
    return subject
        .bindTo(
            handle.createQuery(
                "select row_to_json(x) from (select "
                    + columns
                    + " from "
                    + place.table()
                    + " t where "
                    + place.reach().condition()
                    + " order by 1) x"))
        .map((row, context) -> parsed(row.getString(1)))
        .list();
  }

  private static LinkedHashMap<String, Object> parsed(String row) {
    try {
      return JSON.readValue(row, ROW);
    } catch (JsonProcessingException e) {
      e.clearLocation();
      throw new IllegalStateException("The database gave a row that is no JSON");
    }
  }
}
