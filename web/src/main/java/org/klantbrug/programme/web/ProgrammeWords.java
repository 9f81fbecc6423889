package org.klantbrug.programme.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.klantbrug.programme.Item;
import org.klantbrug.programme.ItemEvent;
import org.klantbrug.shared.web.Texts;

/** What the programme calls its items. */
@Named
@RequestScoped
public class ProgrammeWords {
  private static final String FAMILY = "programme.item.";

  @Inject private Texts texts;

  /** What is to be ready. */
  public String title(Item item) {
    return item.title() == null ? texts.code(FAMILY, item.code()) : item.title();
  }

  /** What is meant by it; empty for what a person added. */
  public String about(Item item) {
    return item.code() == null ? "" : texts.code("programme.about.", item.code());
  }

  /** What was said when something happened to it: days as people say them. */
  public String note(ItemEvent event) {
    if (event.kind() != ItemEvent.Kind.MOVED) {
      return event.note();
    }
    return Arrays.stream(event.note().split(" -> "))
        .map(day -> texts.day(LocalDate.parse(day)))
        .collect(Collectors.joining(" → "));
  }
}
