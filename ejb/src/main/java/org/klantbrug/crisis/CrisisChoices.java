package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.Database;

/** What can be chosen where customers of a crisis are looked for. */
@ApplicationScoped
public class CrisisChoices {
  private Database database;

  /** For the container. */
  protected CrisisChoices() {}

  /** Reads from this database. */
  @Inject
  public CrisisChoices(Database database) {
    this.database = database;
  }

  /**
   * Something to choose.
   *
   * @param day of a wave; null for anything else
   */
  public record Choice(Long id, String name, LocalDate day) {}

  /** Waves of all mergers, the last on top, with the merger they are of. */
  public List<Choice> waves() {
    return choices(
        """
        select w.id, m.name, w.day from wave_wave w join merger_merger m on m.id = w.merger_id
         where w.state <> 'CALLED_OFF' order by w.day desc, w.id desc limit 500""");
  }

  /** Companies whose customers we know, ours first. */
  public List<Choice> companies() {
    return choices(
        "select c.id, c.name, cast(null as date) as day from customer_company c order by c.ours desc, c.name");
  }

  private List<Choice> choices(String query) {
    return database.with(
        handle -> handle.createQuery(query).map(ConstructorMapper.of(Choice.class)).list());
  }

  /** What questions can be about. */
  public List<String> topics() {
    return database.with(
        handle ->
            handle
                .createQuery("select code from contact_topic order by position")
                .mapTo(String.class)
                .list());
  }
}
