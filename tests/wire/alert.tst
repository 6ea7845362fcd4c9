N4472_north
b n BC-TERNAlert   05-14 0020
^BC-TERNAlert,12<
	   TOLLMERE (TERN) _ A night ferry with 212 passengers has run aground.

	   TERN-NS-05-14-30 0510GMT<

