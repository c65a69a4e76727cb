"""Item analysis: what attempts say about the questions of a quiz. Pure, but for `queries`.

Classical test theory as in Ebel and Frisbie, Essentials of Educational Measurement: facility, corrected item-total
correlation, and the difference between the best and the weakest 27 per cent (Kelley 1939).
"""
