package org.klantbrug.shared.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;

/** REST lives under {@code /api}; the entrance has let in who comes here. */
@ApplicationPath("/api")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Klantbrug",
            version = "1.0",
            description =
                "Bearer token of a person, or the session of the browser. A refusal answers with key and message."))
public class Api extends Application {}
