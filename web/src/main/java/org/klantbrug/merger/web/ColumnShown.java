package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.FieldType;
import org.klantbrug.merger.TargetField;
import org.klantbrug.merger.reading.Expected;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.MappingProposal;
import org.klantbrug.shared.web.Texts;

/** A column of a file as people read what it means: on pages {@code columnShown}. */
@Named
@RequestScoped
public class ColumnShown {
  private static final int SAMPLES = 5;
  private static final double ALMOST = .99;

  @Inject private Texts say;

  /** What a column feeds: its first field, or what else is done with it. */
  public String target(Mapping.Column column) {
    return fed(column);
  }

  static String fed(Mapping.Column column) {
    if (!column.targets().isEmpty()) {
      return column.targets().get(0).column();
    }
    return (column.use() == Mapping.Use.FIELDS ? Mapping.Use.UNDECIDED : column.use()).name();
  }

  /** What else could be done with a column: feed another field, or none. */
  public List<String> otherChoices(Entity entity, Mapping.Column column) {
    var choices = new ArrayList<>(entity.fields().stream().map(TargetField::column).toList());
    choices.addAll(List.of("EXTRA", "NOT_NEEDED", "UNDECIDED"));
    choices.remove(target(column));
    return choices;
  }

  /** Some values: that can be read so or, where nothing is read, that are most in it. */
  public List<String> samples(MappingProposal.Column column) {
    return column.mapping().targets().isEmpty()
        ? column.values().keySet().stream().limit(SAMPLES).toList()
        : column.passing();
  }

  /** The fields a column feeds besides the first. */
  public List<String> others(Mapping.Column column) {
    return column.targets().stream().skip(1).map(Mapping.Target::column).toList();
  }

  /** How its values are read: form of dates, decimal sign, values of codes. */
  public String form(Mapping.Column column) {
    return column.targets().stream()
        .map(this::form)
        .filter(form -> !form.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private String form(Mapping.Target target) {
    if (target.dateFormat() != null) {
      return new Expected(target.dateFormat()).textIn(say.locale());
    }
    if (target.values() != null && !target.values().isEmpty()) {
      return target.values().entrySet().stream()
          .map(value -> value.getKey() + " → " + meaning(target, value.getValue()))
          .collect(Collectors.joining(", "));
    }
    return target.decimalSign() == null ? "" : "1" + target.decimalSign() + "00";
  }

  private String meaning(Mapping.Target target, String code) {
    return code.isEmpty() ? say.say("column.nothing") : say.value(target.column(), code);
  }

  /** How sure the machine is; never quite, when some values cannot be read. */
  public double certainty(MappingProposal.Column column) {
    return column.failing().isEmpty() ? column.confidence() : Math.min(ALMOST, column.confidence());
  }

  /** How sure that is: {@code good}, {@code warn} or {@code bad}. */
  public String sureness(MappingProposal.Column column) {
    return column.confidence() < .5
        ? "bad"
        : column.confidence() < .9 || !column.failing().isEmpty() ? "warn" : "good";
  }

  /** A value of a previewed row as people read it: of a code its name. */
  public String said(Entity entity, Map.Entry<String, String> value) {
    return entity.field(value.getKey()).type() == FieldType.CODE
        ? say.value(value.getKey(), value.getValue())
        : value.getValue();
  }
}
