package org.klantbrug.customer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What customers are called in a list. */
@ApplicationScoped
public class CustomerNames {
  /**
   * Names as the page of each customer shows them.
   *
   * @param handle where live customers are read
   * @param parties keys of customers of whom somebody in sight delivered something
   * @return by key; the number where there is no name
   */
  public Map<Long, String> of(Handle handle, Collection<Long> parties, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                "select p.id, coalesce(%s, p.number) as name from customer_party p %s where p.id = any(:parties)"
                    .formatted(CustomerName.sql("n"), GoldenName.JOIN)))
        .bindArray("parties", Long.class, parties)
        .map((row, context) -> Map.entry(row.getLong("id"), row.getString("name")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
