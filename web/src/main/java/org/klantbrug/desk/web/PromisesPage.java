package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.klantbrug.contact.PromiseLists;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.identity.CurrentStaff;
import org.omnifaces.cdi.Param;

/** Promises over all customers; what is shown stands in the address. */
@Named
@RequestScoped
public class PromisesPage {
  private static final int PAGE = 100;

  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private PromiseLists lists;
  @Inject @Param private String show;
  @Inject @Param private String when;
  @Inject @Param private Long customer;
  @Inject @Param private Integer skip;

  private List<PromiseLists.Line> found;
  private PromiseLists.Figures figures;

  /** Whose promises are shown: mine, team or all. */
  public String getShown() {
    return lower(whose());
  }

  /** How far those are that are shown: today, late, open or done. */
  public String getHowFar() {
    return lower(howFar());
  }

  /** How far they can be, in the order of the figures. */
  public List<String> getStates() {
    return Arrays.stream(PromiseLists.When.values()).map(PromisesPage::lower).toList();
  }

  /** Whose they can be. */
  public List<String> getChoices() {
    return Stream.of(PromiseLists.Whose.values())
        .filter(each -> each != PromiseLists.Whose.TEAM || current.get().teamId() != null)
        .map(PromisesPage::lower)
        .toList();
  }

  /** How many there are that far; opens exactly so many lines. */
  public long count(String state) {
    if (figures == null) {
      figures = lists.figures(whose(), customer, desk.sightOf(current.get()), current.get());
    }
    return figures.of(chosen(PromiseLists.When.class, state, PromiseLists.When.OPEN));
  }

  /** The promises on this page. */
  public List<PromiseLists.Line> getLines() {
    return found().subList(0, Math.min(PAGE, found().size()));
  }

  /** How many stand before the next page; empty on the last. */
  public String getNext() {
    return found().size() > PAGE ? Integer.toString(skipped() + PAGE) : "";
  }

  private List<PromiseLists.Line> found() {
    if (found == null) {
      found =
          lists.list(
              new PromiseLists.Wanted(whose(), howFar(), customer),
              skipped(),
              PAGE + 1,
              desk.sightOf(current.get()),
              current.get());
    }
    return found;
  }

  private int skipped() {
    return skip == null ? 0 : Math.max(0, skip);
  }

  private PromiseLists.Whose whose() {
    return chosen(
        PromiseLists.Whose.class,
        show,
        customer == null ? PromiseLists.Whose.MINE : PromiseLists.Whose.ALL);
  }

  private PromiseLists.When howFar() {
    return chosen(PromiseLists.When.class, when, PromiseLists.When.OPEN);
  }

  private static <E extends Enum<E>> E chosen(Class<E> type, String typed, E otherwise) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> lower(each).equals(typed))
        .findFirst()
        .orElse(otherwise);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
