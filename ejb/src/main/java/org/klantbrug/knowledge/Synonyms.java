package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Words that mean the same here: who types one of them finds what is said with another. */
@ApplicationScoped
public class Synonyms {
  /** In which languages answers are searched. */
  public static final List<String> LANGUAGES = List.of("nl", "en");

  private static final String SUBJECT = "synonym";
  private static final int LONGEST = 400;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  public Synonyms() {}

  /** Works with these. */
  @Inject
  public Synonyms(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A line of words that mean the same.
   *
   * @param words with commas between them
   * @param active whether searching looks at it
   * @param changedBy null if nobody changed it yet
   */
  public record Line(
      long id,
      String language,
      String words,
      boolean active,
      String changedBy,
      Instant changedAt,
      int version) {}

  /** All lines of a language, by their words. */
  public List<Line> of(String language) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select y.id, y.language, y.words, y.active, s.full_name as changed_by, y.changed_at, y.version
                      from knowledge_synonym y left join identity_staff s on s.id = y.changed_by
                     where y.language = :language order by y.active desc, y.words, y.id""")
                .bind("language", language)
                .map(ConstructorMapper.of(Line.class))
                .list());
  }

  /**
   * Adds a line; searching uses it at once.
   *
   * @param language one of {@link #LANGUAGES}
   * @throws RuleBroken {@code knowledge.synonym-*}: fewer than two words, or too many
   */
  @Transactional
  public void add(String language, String words, Staff by) {
    if (language == null || !LANGUAGES.contains(language)) {
      throw new RuleBroken("knowledge.synonym-language");
    }
    var line = checked(words);
    database.inTransaction(
        handle -> {
          var id =
              handle
                  .createQuery(
                      """
                      insert into knowledge_synonym (language, words, changed_by, changed_at)
                      values (:language, :words, :by, :at) returning id""")
                  .bind("language", language)
                  .bind("words", line)
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .mapTo(Long.class)
                  .one();
          noted(handle, id, by);
          return null;
        });
  }

  /**
   * Changes a line, or switches it on or off; searching uses it at once.
   *
   * @param version that was read
   */
  @Transactional
  public void change(long id, int version, String words, boolean active, Staff by) {
    var line = checked(words);
    database.inTransaction(
        handle -> {
          var changed =
              handle
                  .createUpdate(
                      """
                      update knowledge_synonym
                         set words = :words, active = :active, changed_by = :by, changed_at = :at, version = version + 1
                       where id = :id and version = :version""")
                  .bind("words", line)
                  .bind("active", active)
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .bind("id", id)
                  .bind("version", version)
                  .execute();
          if (changed == 0) {
            throw new ChangedMeanwhile("knowledge.synonym-changed");
          }
          noted(handle, id, by);
          return null;
        });
  }

  private void noted(Handle handle, long id, Staff by) {
    audit.record(handle, by.id(), by.login(), "synonymSet", SUBJECT, id, null);
  }

  private static String checked(String words) {
    var line =
        Arrays.stream((words == null ? "" : words).split("[,;\\n]"))
            .map(each -> each.strip().toLowerCase(Locale.ROOT))
            .filter(each -> !each.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    if (!line.contains(",")) {
      throw new RuleBroken("knowledge.synonym-two");
    }
    if (line.length() > LONGEST) {
      throw new RuleBroken("knowledge.synonym-long", LONGEST);
    }
    return line;
  }
}
