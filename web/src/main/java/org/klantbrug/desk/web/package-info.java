/** Home: what needs a person now, over all contexts. */
package org.klantbrug.desk.web;
