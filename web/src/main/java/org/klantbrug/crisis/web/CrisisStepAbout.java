package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.klantbrug.crisis.Playbook;
import org.klantbrug.crisis.PlaybookTasks;
import org.klantbrug.shared.web.Language;
import org.klantbrug.work.web.WorkAbout;

/** Tells the steps of a crisis from each other on the work list. */
@RequestScoped
public class CrisisStepAbout implements WorkAbout {
  @Inject private Playbook playbook;
  @Inject private Language language;

  @Override
  public String kind() {
    return PlaybookTasks.SUBJECT;
  }

  @Override
  public Map<Long, Whom> of(Collection<Long> ids) {
    return ids.stream()
        .distinct()
        .collect(
            Collectors.toMap(
                Function.identity(),
                id -> new Whom(null, null, playbook.read(id).what().in(language.getCode()))));
  }
}
