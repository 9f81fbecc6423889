/** The programme of a merger: what leads it to its first wave, and what holds it. */
package org.klantbrug.programme.web;
