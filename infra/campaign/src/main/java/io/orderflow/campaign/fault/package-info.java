/** The seeded schedule of faults and the agent that strikes them. */
@NullMarked
package io.orderflow.campaign.fault;

import org.jspecify.annotations.NullMarked;
