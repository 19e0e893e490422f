/**
 * What the campaign knows from the appenders' own words, and how the log, its readers and the topic are held against
 * it.
 */
@NullMarked
package io.orderflow.campaign.oracle;

import org.jspecify.annotations.NullMarked;
