package org.klantbrug.programme.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.klantbrug.programme.Checklist;
import org.klantbrug.programme.ItemWork;
import org.klantbrug.work.web.WorkAbout;

/** Tells the tasks of a merger's list from each other. */
@RequestScoped
public class ProgrammeItemAbout implements WorkAbout {
  @Inject private Checklist checklist;
  @Inject private ProgrammeWords words;

  @Override
  public String kind() {
    return ItemWork.SUBJECT;
  }

  @Override
  public Map<Long, Whom> of(Collection<Long> ids) {
    return ids.stream()
        .distinct()
        .collect(
            Collectors.toMap(
                Function.identity(), id -> new Whom(null, null, words.title(checklist.read(id)))));
  }
}
