package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.MappingProposal;
import org.klantbrug.shared.web.Post;

/**
 * What a person chose for the columns of a file. A column left as the page showed it is not a
 * choice: it stays as it is saved now, also where a colleague changed it meanwhile.
 */
@RequestScoped
public class MappingChoices {
  private Post post;

  /** For the container. */
  protected MappingChoices() {}

  /** Reads them from this form. */
  @Inject
  public MappingChoices(Post post) {
    this.post = post;
  }

  /** The mapping of these columns with the choices on top; unchosen ones keep form and values. */
  Mapping on(Entity entity, List<MappingProposal.Column> columns) {
    var made = made();
    var mapped = new ArrayList<Mapping.Column>();
    for (var column : columns) {
      var now = column.mapping();
      var choice = made.getOrDefault(now.source(), ColumnShown.fed(now));
      mapped.add(choice.equals(ColumnShown.fed(now)) ? now : chosen(entity, now.source(), choice));
    }
    return new Mapping(entity, mapped);
  }

  /** What was chosen, by name of the column, in their order: a field or use. */
  Map<String, String> made() {
    var sources = post.all("source");
    var before = post.all("was");
    var choices = post.all("target");
    var made = new LinkedHashMap<String, String>();
    for (var i = 0; i < Math.min(sources.size(), Math.min(before.size(), choices.size())); i++) {
      if (!choices.get(i).equals(before.get(i))) {
        made.put(sources.get(i), choices.get(i));
      }
    }
    return made;
  }

  private static Mapping.Column chosen(Entity entity, String source, String choice) {
    return switch (choice) {
      case "EXTRA", "NOT_NEEDED", "UNDECIDED" ->
          new Mapping.Column(source, Mapping.Use.valueOf(choice), List.of());
      default ->
          new Mapping.Column(
              source, Mapping.Use.FIELDS, List.of(MergerColumnPage.fresh(entity.field(choice))));
    };
  }
}
