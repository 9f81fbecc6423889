package org.klantbrug.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** The texts that the house keeps, for colleagues to insert and go on writing in. */
@ApplicationScoped
public class TextTemplates {
  private static final String ROW =
      """
      select t.id, t.place, t.name, t.text_nl, t.text_en, t.active, s.full_name as changed_by, t.changed_at, t.version
        from outbound_text t left join identity_staff s on s.id = t.changed_by
      """;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  public TextTemplates() {}

  /** Works with these. */
  @Inject
  public TextTemplates(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Whom a text is for, and about what; each is null if it is not known.
   *
   * @param name of the customer
   * @param brand the name under which he knows us; null for ours
   * @param number of the complaint or signal
   * @param received when the complaint reached us
   * @param reasons why it was decided so
   * @param explanation why it went wrong
   */
  public record About(
      String name,
      String brand,
      String number,
      Instant received,
      String reasons,
      String explanation) {
    /** A customer, without anything in particular. */
    public static About customer(String name) {
      return new About(name, null, null, null, null, null);
    }
  }

  /** All texts by their place, those that can be chosen first. */
  public List<TextTemplate> all() {
    return database.with(
        handle ->
            handle
                .createQuery(ROW + " order by t.place, t.active desc, lower(t.name), t.id")
                .map(ConstructorMapper.of(TextTemplate.class))
                .list());
  }

  /**
   * What can be chosen at a place, filled in.
   *
   * @param language {@code nl} or {@code en}; what there is not in this language is left out
   * @param about what is known of whom it is for
   * @param by who writes
   */
  public List<TextTemplate.Ready> ready(TextPlace place, String language, About about, Staff by) {
    return database.with(
        handle -> {
          var values = values(handle, about, Locale.forLanguageTag(language), by);
          return handle
              .createQuery(ROW + " where t.active and t.place = :place order by lower(t.name), t.id")
              .bind("place", place)
              .map(ConstructorMapper.of(TextTemplate.class))
              .stream()
              .flatMap(template -> template.filled(language, values).stream())
              .toList();
        });
  }

  private Map<TextField, String> values(Handle handle, About about, Locale language, Staff by) {
    var values = new EnumMap<TextField, String>(TextField.class);
    var english = language.getLanguage().equals("en");
    values.put(TextField.NAME, about.name() == null ? english ? "customer" : "klant" : about.name());
    values.put(TextField.BY, by.fullName());
    values.put(TextField.BRAND, about.brand() == null ? us(handle) : about.brand());
    values.put(TextField.TODAY, day(clock.now(), language));
    values.put(TextField.NUMBER, about.number());
    values.put(TextField.RECEIVED, about.received() == null ? null : day(about.received(), language));
    values.put(TextField.REASONS, about.reasons());
    values.put(TextField.EXPLANATION, about.explanation());
    return values;
  }

  private static String day(Instant at, Locale language) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", language).format(at.atZone(BusinessClock.ZONE));
  }

  private static String us(Handle handle) {
    return handle
        .createQuery("select name from customer_company where ours order by id limit 1")
        .mapTo(String.class)
        .findOne()
        .orElse(null);
  }

  /**
   * Adds a text or changes one.
   *
   * @throws RuleBroken {@code outbound.text-*}: also if a colleague changed it meanwhile, or
   *     another text of this place has its name
   */
  public void set(TextTemplate wanted, Staff by) {
    var template = wanted.checked();
    database.inTransaction(
        handle -> {
          refuseTaken(handle, template);
          if ((template.id() == 0 ? add(handle, template, by) : change(handle, template, by)) == 0) {
            throw new RuleBroken("outbound.text-changed-meanwhile");
          }
          audit.record(handle, by.id(), by.login(), "textSet", "staff", by.id(), template.name());
          return null;
        });
  }

  private static void refuseTaken(Handle handle, TextTemplate template) {
    if (template.active()
        && handle
            .createQuery(
                """
                select exists (select from outbound_text
                                where active and place = :place and lower(name) = lower(:name) and id <> :id)""")
            .bind("place", template.place())
            .bind("name", template.name())
            .bind("id", template.id())
            .mapTo(Boolean.class)
            .one()) {
      throw new RuleBroken("outbound.text-name-taken", template.name());
    }
  }

  private int add(Handle handle, TextTemplate template, Staff by) {
    return handle
        .createUpdate(
            """
            insert into outbound_text (place, name, text_nl, text_en, active, changed_by, changed_at)
            values (:place, :name, :nl, :en, :active, :by, :at)
            on conflict (place, lower(name)) where active do nothing""")
        .bindMap(values(template, by))
        .execute();
  }

  private int change(Handle handle, TextTemplate template, Staff by) {
    return handle
        .createUpdate(
            """
            update outbound_text set place = :place, name = :name, text_nl = :nl, text_en = :en, active = :active,
                   changed_by = :by, changed_at = :at, version = version + 1
             where id = :id and version = :version""")
        .bindMap(values(template, by))
        .bind("id", template.id())
        .bind("version", template.version())
        .execute();
  }

  private Map<String, Object> values(TextTemplate template, Staff by) {
    var values = new HashMap<String, Object>();
    values.put("place", template.place());
    values.put("name", template.name());
    values.put("nl", template.textNl());
    values.put("en", template.textEn());
    values.put("active", template.active());
    values.put("by", by.id());
    values.put("at", clock.now());
    return values;
  }
}
