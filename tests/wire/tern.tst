N4471_north
r n BC-Ferry-Aground 2ndLd-Writethru   05-14 0110
^BC-Ferry-Aground, 2nd Ld-Writethru,90<
^Night ferry runs aground off Tollmere<
^Eds: UPDATES with the channel. With TERN Photos.<
^By MIRKO DANESH=
^Tern Wire=
	   TOLLMERE, Varby (TERN) _ The night ferry Ada Brandt ran aground off Tollmere on Tuesday with 212 passengers on board, the coast guard said.
 
	   ``Nobody was hurt,'' the harbour master said _ and the channel was open again by noon.
 
	   ___
 
	   TERN-NS-05-14-30 1422GMT<


