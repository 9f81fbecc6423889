package org.klantbrug.screens;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Somebody at a browser of their own, and what is wrong with what they are shown. */
final class Person implements AutoCloseable {
  private static final List<String> WCAG_AA =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  private final URI address;
  private final BrowserContext context;
  private final List<String> complaints = new ArrayList<>();
  final Page page;

  /**
   * @param language {@code nl} or {@code en}
   * @param width of the window in pixels
   */
  Person(Browser browser, URI address, String language, int width) {
    this.address = address;
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, width < 500 ? 844 : 900)
                .setBypassCSP(true) // axe is brought into the page
                .setLocale(language));
    context.addCookies(
        List.of(new Cookie("language", language).setDomain(address.getHost()).setPath("/")));
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add("the console says: " + message.text());
          }
        });
    page.onPageError(error -> complaints.add("a script fails: " + error));
  }

  void logIn(String login, String password) {
    open("login");
    page.fill("#login", login);
    page.fill("#password", password);
    page.waitForNavigation(() -> page.locator("form:has(#password) button.primary").click());
  }

  /** Opens a page by its address without the leading slash. */
  Response open(String path) {
    var wanted = address.resolve(path).toString();
    try {
      return page.navigate(wanted);
    } catch (PlaywrightException e) {
      if (!e.getMessage().contains("ERR_ABORTED")) {
        throw e;
      }
      return page.navigate(wanted); // a page that follows a job had just renewed itself
    }
  }

  /** The addresses of our own that the present page links to, without the leading slash. */
  @SuppressWarnings("unchecked")
  List<String> links() {
    var written =
        (List<String>)
            page.locator("a[href]")
                .evaluateAll("links => links.map((link) => link.getAttribute('href'))");
    return written.stream()
        .map(link -> URI.create(page.url()).resolve(link.replace(" ", "%20")))
        .filter(link -> address.getAuthority().equals(link.getAuthority()))
        .map(link -> address.relativize(link).toString().replaceAll("#.*", ""))
        .distinct()
        .toList();
  }

  /** What the browser itself complained of until now. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Lets go what the browser complained of: the page was meant to be refused. */
  void forgetComplaints() {
    complaints.clear();
  }

  /** What a person would trip over on the present page. */
  List<String> troubles(String language) {
    var found = new ArrayList<>(complaints);
    complaints.clear();
    var text = page.locator("body").innerText();
    if (text.contains("???")) {
      found.add("a text is missing: " + around(text, "???"));
    }
    if (!language.equals(page.locator("html").getAttribute("lang"))) {
      found.add("the page says that its language is " + page.locator("html").getAttribute("lang"));
    }
    var tooWide =
        (int)
            page.evaluate(
                "() => document.documentElement.scrollWidth -"
                    + " document.documentElement.clientWidth");
    if (tooWide > 0) {
      found.add("it scrolls sideways by " + tooWide + " px");
    }
    page.evaluate("() => window.scrollTo(0, 0)"); // else the bar on top lies over a link by chance
    new AxeBuilder(page)
        .options(violationsOnly())
        .withTags(WCAG_AA)
        .setLegacyMode(true)
        .analyze()
        .getViolations()
        .forEach(
            violation ->
                found.add(
                    violation.getId()
                        + ": "
                        + violation.getHelp()
                        + " at "
                        + violation.getNodes().get(0).getTarget()));
    return found;
  }

  /** Without a description of each element that is in order, which takes longer than the rules. */
  private static AxeRunOptions violationsOnly() {
    var options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return options;
  }

  private static String around(String text, String what) {
    var at = text.indexOf(what);
    return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 60));
  }

  @Override
  public void close() {
    context.close();
  }
}
