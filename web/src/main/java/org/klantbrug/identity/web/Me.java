package org.klantbrug.identity.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;

/** The person who looks at the page. */
@Named("me")
@RequestScoped
public class Me {
  @Inject private CurrentStaff current;

  /** Whether somebody is logged in. */
  public boolean isKnown() {
    return current.isKnown();
  }

  /** Full name. */
  public String getName() {
    return current.get().fullName();
  }

  /** First letters of the first and the last word of the name. */
  public String getInitials() {
    var words = getName().trim().split("\\s+");
    return Stream.of(words[0], words.length > 1 ? words[words.length - 1] : "")
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
        .collect(Collectors.joining());
  }

  /** Whether the person may open the page with this address. */
  public boolean opens(String page) {
    return current.isKnown()
        && Pages.need(page).filter(need -> need.isMetBy(current.get())).isPresent();
  }

  /** Whether the person may do this. */
  public boolean may(String action) {
    return current.isKnown() && current.get().may(Action.valueOf(action));
  }
}
