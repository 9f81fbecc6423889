package org.klantbrug.cli.merger;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A company as typed: {@code NOORD=Noord Telecom}; the name may be left out for a company that is
 * known already.
 */
record CompanyChoice(String code, String name) {

  /** Reads what was typed. */
  static final class Reader implements ITypeConverter<CompanyChoice> {
    @Override
    public CompanyChoice convert(String typed) {
      var parts = typed.split("=", 2);
      if (parts[0].isBlank()) {
        throw new TypeConversionException("give a company as CODE=NAME, for example NOORD=Noord");
      }
      return new CompanyChoice(parts[0].trim(), parts.length == 1 ? null : parts[1].trim());
    }
  }
}
