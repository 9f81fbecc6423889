package org.klantbrug.merger.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Countries by their ISO 3166 codes of two or three letters and their Dutch and English names. */
final class Country {
  private static final Map<String, String> CODES = codes();

  private Country() {}

  private static Map<String, String> codes() {
    var codes = new HashMap<String, String>();
    for (var code : Locale.getISOCountries()) {
      var country = new Locale.Builder().setRegion(code).build();
      codes.put(code, code);
      codes.put(country.getISO3Country(), code);
      for (var language : List.of(Locale.ENGLISH, Locale.forLanguageTag("nl"))) {
        codes.put(country.getDisplayCountry(language).toUpperCase(Locale.ROOT), code);
      }
    }
    codes.put("HOLLAND", "NL");
    codes.put("THE NETHERLANDS", "NL");
    codes.put("UK", "GB");
    return Map.copyOf(codes);
  }

  /** The code of two letters, or null if the text is no country. */
  static String read(String text) {
    return CODES.get(text.toUpperCase(Locale.ROOT));
  }
}
