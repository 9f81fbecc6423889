package org.klantbrug.merger.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.shared.web.Post;

/** What a person sent with the form of one column, put on top of what is saved for it. */
final class ColumnForm {
  /** A value that stays out of the list, so that it is a warning. */
  static final String UNKNOWN = "?";

  /** What can be done with a column that feeds no field. */
  static final List<Mapping.Use> USES =
      List.of(Mapping.Use.UNDECIDED, Mapping.Use.EXTRA, Mapping.Use.NOT_NEEDED);

  private final Post post;
  private final Entity entity;
  private final boolean stale;

  /**
   * @param stale whether the form showed another version than the one that is saved, or none
   */
  ColumnForm(Post post, Entity entity, boolean stale) {
    this.post = post;
    this.entity = entity;
    this.stale = stale;
  }

  /**
   * What was filled in for one field.
   *
   * @param field what the column feeds; null for what is done with a column that feeds none
   * @param use what is done with it then; null if it feeds a field
   * @param form of its dates, or its decimal sign; null if it has none
   * @param codes what each delivered value means
   */
  public record Kept(String field, String use, String form, Map<String, String> codes) {}

  /**
   * Where the column is now that the form showed. Once another separator is used, its number may be
   * that of another column.
   *
   * @param header names of the columns as the file is read now
   * @param asked its number when the form was opened
   * @return empty if there is no such column any more, or no telling which it is
   */
  Optional<Integer> place(List<String> header, int asked) {
    var there = asked >= 0 && asked < header.size();
    if (!post.has("source")) {
      return there ? Optional.of(asked) : Optional.empty();
    }
    var source = post.all("source").get(0);
    if (there && header.get(asked).equals(source)) {
      return Optional.of(asked);
    }
    var found = header.indexOf(source);
    return found >= 0 && found == header.lastIndexOf(source)
        ? Optional.of(found)
        : Optional.empty();
  }

  /** Everything that was filled in, for who has to fill it in again. */
  List<Kept> kept() {
    var kept = new ArrayList<Kept>();
    if (post.has("use")) {
      kept.add(new Kept(null, post.text("use"), null, Map.of()));
    }
    for (var field : shown()) {
      var form = post.has("date-" + field) ? "date-" + field : "sign-" + field;
      kept.add(new Kept(field, null, post.has(form) ? post.text(form) : null, codes(field)));
    }
    if (post.has("add")) {
      kept.add(new Kept(post.text("field"), null, null, Map.of()));
    }
    return kept;
  }

  private Map<String, String> codes(String field) {
    var values = post.all("value-" + field);
    var codes = post.all("code-" + field);
    var list = new LinkedHashMap<String, String>();
    for (var i = 0; i < Math.min(values.size(), codes.size()); i++) {
      list.put(values.get(i), codes.get(i));
    }
    return list;
  }

  /**
   * The column as it is wished. A field that the form did not show is a colleague's if the form is
   * stale, and stays as it is; else the person took it off before.
   *
   * @param now what is saved, or proposed
   * @param free the fields that no column feeds
   */
  Mapping.Column on(Mapping.Column now, Set<String> free) {
    var targets = new ArrayList<Mapping.Target>();
    for (var target : now.targets()) {
      if (isShown(target.column())) {
        targets.add(typed(target));
      } else if (stale) {
        targets.add(target);
      }
    }
    shown().stream()
        .filter(free::contains)
        .forEach(field -> targets.add(typed(MergerColumnPage.fresh(entity.field(field)))));
    if (post.has("add") && free.contains(post.text("field")) && !isShown(post.text("field"))) {
      targets.add(MergerColumnPage.fresh(entity.field(post.text("field"))));
    }
    targets.removeIf(target -> target.column().equals(post.text("remove")));
    return new Mapping.Column(
        now.source(), targets.isEmpty() ? without(now) : Mapping.Use.FIELDS, targets);
  }

  /** Whether all that was filled in is part of the column. */
  boolean standsIn(Mapping.Column wished) {
    var fed = wished.targets().stream().map(Mapping.Target::column).toList();
    if (post.has("add")) {
      return fed.containsAll(shown()) && fed.contains(post.text("field"));
    }
    return post.has("use")
        ? fed.isEmpty()
        : shown().stream()
            .filter(field -> !field.equals(post.text("remove")))
            .allMatch(fed::contains);
  }

  private List<String> shown() {
    return post.all("target");
  }

  private boolean isShown(String field) {
    return shown().contains(field);
  }

  /** What is done with the column when it feeds no field: as chosen, else as it was. */
  private Mapping.Use without(Mapping.Column now) {
    return USES.stream()
        .filter(use -> use.name().equals(post.text("use")))
        .findFirst()
        .orElse(now.use() == Mapping.Use.FIELDS ? Mapping.Use.UNDECIDED : now.use());
  }

  private Mapping.Target typed(Mapping.Target now) {
    var name = now.column();
    return new Mapping.Target(
        name,
        typed("date-" + name, now.dateFormat()),
        typed("sign-" + name, now.decimalSign()),
        now.values() == null ? null : list(now),
        post.all("strict").contains(name));
  }

  private String typed(String field, String now) {
    return now != null && post.has(field) ? post.text(field) : now;
  }

  private Map<String, String> list(Mapping.Target now) {
    var list = new LinkedHashMap<>(now.values());
    list.putAll(codes(now.column()));
    list.values().removeIf(UNKNOWN::equals);
    return list;
  }
}
