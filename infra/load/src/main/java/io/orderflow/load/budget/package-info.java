/** Where the time of a request goes: processor time by hop out of profiles, time on the clock out of the log. */
@NullMarked
package io.orderflow.load.budget;

import org.jspecify.annotations.NullMarked;
